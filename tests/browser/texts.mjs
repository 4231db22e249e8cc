// The words that the browser checks look for. They are read by key from `i18n`, so a sentence may be rewritten
// without touching a check. Only what is not ours (the demo people, the forms' own words) is spelled out here.
import { readFileSync, readdirSync } from 'node:fs';

export const LANGUAGES = ['en-GB', 'cy'];

/** Demo people of the sandbox, as its sign-in page names them. */
export const PEOPLE = { amira: 'Amira Test', daniel: 'Daniel Test', joan: 'Joan Test',
  robin: 'Robin Test', sana: 'Sana Test', lee: 'Lee Test' };

/** Words of PHQ-9, which stay in English in every language. */
export const PHQ9 = { none: 'Not at all', some: 'Several days', canonical: 'phq-9', items: 9 };

const folder = new URL('../../i18n/', import.meta.url);
const read = new Map();

/** Messages of a language: `key = text`, with indented lines carried on. Choices (`->`) are left as they stand. */
export function parseFtl(text) {
  const messages = new Map();
  let key = null;
  for (const line of text.split('\n')) {
    const [, name, rest] = /^([a-zA-Z][\w-]*) *= *(.*)$/.exec(line) ?? [];
    if (name) messages.set(key = name, rest);
    else if (/^\s+\S/.test(line) && key) messages.set(key, `${messages.get(key)}\n${line.trim()}`.trim());
    else if (!/^\s*$/.test(line)) key = null;
  }
  return messages;
}

function messagesOf(language) {
  if (!read.has(language)) {
    const here = new URL(`${language}/`, folder);
    const files = readdirSync(here).filter((f) => f.endsWith('.ftl'));
    read.set(language, new Map(files.flatMap((f) => [...parseFtl(readFileSync(new URL(f, here), 'utf8'))])));
  }
  return read.get(language);
}

/** The text of a key. A missing key is an error that names it, never an empty match. */
export function say(key, language = 'en-GB') {
  const text = messagesOf(language).get(key);
  if (text === undefined) throw new Error(`i18n/${language} has no text ${key}`);
  if (text.includes('->')) throw new Error(`${key} has choices; ask for another text`);
  return text;
}

/** A pattern for a whole text, whatever stands in its placeables and whichever isolates wrap them. */
export function whole(key, language = 'en-GB') {
  const pieces = say(key, language).split(/\{[^}]*\}/).map((p) => p.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^\\s*${pieces.join('[\\s\\S]+?')}\\s*$`);
}
