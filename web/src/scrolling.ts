// How the list of messages moves. The chat library's own way takes 300 ms of steps that no preference for less motion
// stops, and a button that is about to be clicked moves on; build.mjs puts this in its place.

interface Scroll {
  el: HTMLElement;
  to: number;
  x?: boolean;
}

export default function scroll({ el, to, x = false }: Scroll): void {
  el[x ? "scrollLeft" : "scrollTop"] = to;
}
