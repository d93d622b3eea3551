// Which titles a user may mean who has typed so far.

export interface Title {
  title: string;
  // The sounds of its characters without tones, parted by blanks: "zu ce".
  sounds: string;
  // Its place among the questions asked most; 0 if it is none of them.
  top: number;
}

const MOST = 5;
const LONGEST = 40;
const NOISE = /[\s\p{P}\p{S}]/gu;
// Characters that nearly every question has say nothing of what it is about.
const COMMON = new Set("的了吗呢啊么怎样如何什为我你请问能可以是在有不要办");
const SHARE = 0.7;

export function matching(titles: readonly Title[], typed: string): Title[] {
  const wanted = fold(typed);
  if (!wanted || wanted.length > LONGEST) return [];
  return titles
    .map((title) => ({ title, score: score(title, wanted) }))
    .filter((found) => found.score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map((found) => found.title);
}

// Higher is better, 0 is no match: containing, then in order, then most of the characters, then the sounds. Of those that
// contain it the ones asked most come first: 怎么注册 before titles that merely begin with 注册.
function score(title: Title, wanted: string): number {
  const text = fold(title.title);
  const at = text.indexOf(wanted);
  if (at >= 0) return title.top ? 5 - title.top / 100 : 4 - at / 100;
  const span = wanted.length > 1 ? spanInOrder(text, wanted) : 0;
  if (span) return 3 - span / 100;
  return /^[a-z]+$/.test(wanted) ? bySound(title.sounds, wanted) : byCharacters(text, wanted);
}

// How many characters of `text` it takes to find those of `wanted` in order; 0 when they are not there.
function spanInOrder(text: string, wanted: string): number {
  let from = text.indexOf(wanted.charAt(0));
  const start = from;
  for (const character of wanted) {
    from = text.indexOf(character, from) + 1;
    if (!from) return 0;
  }
  return from - start;
}

function byCharacters(text: string, wanted: string): number {
  const telling = [...new Set(wanted)].filter((character) => !COMMON.has(character));
  const there = telling.filter((character) => text.includes(character));
  const share = there.length / telling.length;
  return there.length >= 2 && share >= SHARE ? 1 + share : 0;
}

// "zhuce" and "zc" for 注册; sounds that are easily confused count as the same on both sides.
function bySound(sounds: string, wanted: string): number {
  const all = sounds.split(" ");
  const initials = all.map((sound) => sound.charAt(0)).join("");
  const heard = wanted.replace(/([zcs])h/g, "$1").replace(/ng/g, "n");
  if (wanted.length >= 2 && initials.includes(wanted)) return 0.9;
  return wanted.length >= 2 && startsAtSyllable(all, heard) ? 0.8 : 0;
}

function startsAtSyllable(sounds: string[], heard: string): boolean {
  return sounds.some((_, index) => sounds.slice(index).join("").startsWith(heard));
}

const fold = (text: string) => text.toLowerCase().replace(NOISE, "");
