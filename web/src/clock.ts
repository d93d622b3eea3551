// A time stamp as short as it can be and still say when.

const two = (number: number) => String(number).padStart(2, "0");

export function clock(date: Date, now: Date): string {
  const hour = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === now.toDateString()) return hour;
  const day = `${date.getMonth() + 1}月${date.getDate()}日`;
  return date.getFullYear() === now.getFullYear() ? `${day} ${hour}` : `${date.getFullYear()}年${day} ${hour}`;
}
