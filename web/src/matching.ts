// Which titles a user may mean who has typed so far.

export interface Title {
  title: string;
  // The sounds of its characters without tones, parted by blanks: "zu ce".
  sounds: string;
  // Its place among all by how often it is wanted, 1 for the one wanted most.
  wanted: number;
}

export interface Titles {
  titles: Title[];
  // Two characters that stand side by side in what people ask -> the numbers of the titles meant, the likeliest first.
  words: Record<string, number[]>;
  // Words that mean others, the longest first: 账户 is 账号.
  spellings: Record<string, string>;
}

const MOST = 5;
const LONGEST = 40;
const NOISE = /[\s\p{P}\p{S}]/gu;
// Characters that nearly every question has say nothing of what it is about.
const COMMON = new Set("的了吗呢啊么怎样如何什为我你请问能可以是在有不要办");
const SHARE = 0.7;
// Of the words that say something more than this share must mean the title.
const MEANT = 0.5;
// What each further title of a word is meant less.
const LESS_LIKELY = 0.1;
// How much a title's own characters count beside what people ask, and how much it counts to be wanted.
const BY_CHARACTERS = 0.6;
const BY_WANTED = 0.4;

export function matching({ titles, words, spellings }: Titles, typed: string): Title[] {
  const wanted = spelt(fold(typed), spellings);
  if (!wanted || wanted.length > LONGEST) return [];
  const meant = byMeaning(words, wanted);
  return titles
    .map((title, number) => ({ title, score: score(title, spelt(fold(title.title), spellings), wanted, meant[number] ?? 0) }))
    .filter((found) => found.score > 0)
    .sort((one, other) => other.score - one.score || one.title.wanted - other.title.wanted)
    .slice(0, MOST)
    .map((found) => found.title);
}

// Higher is better, 0 is no match: containing, then in order, then by what people ask, then most of the characters, then
// the sounds. Of those that contain it the ones wanted most come first: 怎么注册 before titles that begin with 注册.
function score(title: Title, text: string, wanted: string, meant: number): number {
  if (text.includes(wanted)) return 5;
  const span = wanted.length > 1 ? spanInOrder(text, wanted) : 0;
  if (span) return 4 - span / 100;
  const share = byCharacters(text, wanted);
  if (meant > MEANT) return 2 + meant / 2 + BY_CHARACTERS * share + BY_WANTED / Math.sqrt(title.wanted);
  if (share) return 1 + share;
  return /^[a-z]+$/.test(wanted) ? bySound(title.sounds, wanted) : 0;
}

// How well each title, by its number, fits what is typed: 1 if all its words mean this title before all others. What
// nobody has asked counts half.
function byMeaning(words: Record<string, number[]>, wanted: string): Record<number, number> {
  const telling = pairs(wanted).filter((pair) => ![...pair].every((character) => COMMON.has(character)));
  const known = telling.filter((pair) => words[pair]);
  const all = (known.length + telling.length) / 2;
  const found: Record<number, number> = {};
  for (const pair of known) {
    words[pair]?.forEach((number, place) => {
      found[number] = (found[number] ?? 0) + (1 - LESS_LIKELY * place) / all;
    });
  }
  return found;
}

function pairs(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, at) => `${characters[at] ?? ""}${character}`);
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

// The share of the characters that are there, 0 when it is small.
function byCharacters(text: string, wanted: string): number {
  const telling = [...new Set(wanted)].filter((character) => !COMMON.has(character));
  const there = telling.filter((character) => text.includes(character));
  const share = there.length / telling.length;
  return there.length >= 2 && share >= SHARE ? share : 0;
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

function spelt(text: string, spellings: Record<string, string>): string {
  return Object.entries(spellings).reduce((said, [word, meaning]) => said.split(word).join(meaning), text);
}
