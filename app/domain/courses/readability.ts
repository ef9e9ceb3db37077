/**
 * How easy a Spanish text is to read, measured on its sentences.
 *
 * INFLESZ (Barrio-Cantalejo et al., 2008), a Spanish scale over Szigriszt's
 * formula: I = 206.835 − 62.3·S/P − P/F, with S syllables, P words and
 * F sentences. 55–65 is "normal", 65–80 "bastante fácil".
 */
export interface Readability {
  /** 0 to about 100; higher is easier. NaN for a text with no words. */
  inflesz: number;
  words: number;
  sentences: number;
  /** Words in the longest sentence, and that sentence. */
  longest: { words: number; text: string };
}

/** Measures plain prose (no markup). Each element of `blocks` ends a sentence. */
export function readability(blocks: readonly string[]): Readability {
  const sentences = blocks.flatMap(splitSentences);
  let words = 0;
  let syllables = 0;
  let longest = { words: 0, text: "" };
  for (const text of sentences) {
    const found = wordsOf(text);
    words += found.length;
    for (const word of found) syllables += countSyllables(word);
    if (found.length > longest.words) longest = { words: found.length, text };
  }
  const inflesz = 206.835 - (62.3 * syllables) / words - words / sentences.length;
  return { inflesz, words, sentences: sentences.length, longest };
}

/** The sentences of one block: ends at . ! ? … : ; followed by space, or at its end. */
export function splitSentences(block: string): string[] {
  return block
    .replace(/\b(art|arts|núm|Sr|Sra|Dr|Dra|p|pág|ej|etc|aprox)\.\s/giu, "$1 ")
    .split(/(?<=[.!?…:;])["»”)]*\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

/** Words: runs of letters or digits; a number with separators, or a sum such as Q4,860, is one. */
export function wordsOf(text: string): string[] {
  return text.match(/\p{Lu}?\d[\d.,]*|\p{L}[\p{L}\p{M}ʼꞌ'-]*/gu) ?? [];
}

/**
 * Syllables of a Spanish word by its vowel groups: two strong vowels, or a
 * stressed weak one beside another, are in hiatus; a number counts as two.
 */
export function countSyllables(word: string): number {
  if (/\d/.test(word)) return 2;
  const letters = word
    .toLowerCase()
    .normalize("NFC")
    .replace(/qu(?=[eiéí])/g, "k")
    .replace(/gu(?=[eiéí])/g, "g")
    .replace(/y(?![aeiouáéíóúü])/g, "i");
  let count = 0;
  let previous = "";
  for (const letter of letters) {
    const vowel = /[aeiouáéíóúü]/.test(letter);
    if (vowel && (!/[aeiouáéíóúü]/.test(previous) || inHiatus(previous, letter))) count += 1;
    previous = letter;
  }
  return Math.max(1, count);
}

function inHiatus(first: string, second: string): boolean {
  const strong = /[aeoáéó]/;
  const stressedWeak = /[íú]/;
  if (strong.test(first) && strong.test(second)) return true;
  return stressedWeak.test(first) || stressedWeak.test(second);
}
