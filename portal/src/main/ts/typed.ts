/**
 * What is being typed in a form, until it is sent: in memory, and in this tab's sessionStorage for when the page throws, is reloaded, or comes
 * back from a sign-in. Who it is about is not stored: names are left out and put back by the page, a text with a long number stays in memory.
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { path } from './router';

const PREFIX = 'zhicheng.typed.';
const LONG_NUMBER = /\d[\d\s-]{9,}[\dXx]/;
const ID_NUMBER = /\d{17}[\dXx]/;
const memory = new Map<string, unknown>();
let owner = '';

/** Of whoever signs in; what somebody else typed in this tab is gone. */
export function typedBy(sub: string) {
  if (owner && owner !== sub) forgetAllTyped();
  owner = sub;
  if (sessionStorage.getItem(PREFIX) !== sub) clearStored();
  sessionStorage.setItem(PREFIX, sub);
}

export function forgetAllTyped() {
  memory.clear();
  clearStored();
}

function clearStored() {
  Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => sessionStorage.removeItem(key));
}

const place = (i: number) => `\u0001${i}\u0001`;
const written = (name: string) => JSON.stringify(name).slice(1, -1);

/** What was kept, with the names put back. */
export function recall<T>(key: string, names: string[]): T | undefined {
  if (memory.has(key)) return memory.get(key) as T;
  const text = sessionStorage.getItem(PREFIX + key);
  return text ? (JSON.parse(names.reduce((all, name, i) => all.replaceAll(written(place(i)), written(name)), text)) as T) : undefined;
}

export function drop(key: string) {
  memory.delete(key);
  sessionStorage.removeItem(PREFIX + key);
}

/** @param inMemory what is not stored, and gone with a reload */
export function keep(key: string, value: unknown, names: string[], inMemory = false) {
  memory.set(key, value);
  const text = names.reduce((all, name, i) => (name ? all.replaceAll(written(name), written(place(i))) : all), JSON.stringify(value));
  if (inMemory || LONG_NUMBER.test(text) || ID_NUMBER.test(key)) sessionStorage.removeItem(PREFIX + key);
  else sessionStorage.setItem(PREFIX + key, text);
}

/**
 * @param key of the form and of what it is about, by its id; empty while that is not known
 * @param names of people, which are not stored
 * @returns what was typed, a way to type on, and one to forget it once it is sent
 */
export function useTyped<T>(key: string, nothing: T, names: string[]): [T, (change: (before: T) => T) => void, () => void] {
  const [, turn] = useState(0);
  const found = useMemo(() => ({ value: (key ? recall<T>(key, names) : undefined) ?? nothing }), [key]);
  const now = useRef(found);
  now.current = found;
  const set = (change: (before: T) => T) => {
    now.current.value = change(now.current.value);
    if (key) keep(key, now.current.value, names);
    turn((n) => n + 1);
  };
  const forget = () => {
    drop(key);
    now.current.value = nothing;
    turn((n) => n + 1);
  };
  return [found.value, set, forget];
}

const TEXT = 'text ';
const ofAddress = (address: string) => `${TEXT}${address} `;

/**
 * Keeps the text of one field: it is there again when the field is, empty, at the same address.
 *
 * @param field the field's path and what it is about, one of its kind at an address; empty where the page keeps the text itself
 * @param names of people, which are not stored
 * @returns to be called with what is typed
 */
export function useKeptText(field: string, names: string[], value: string, onInput: (value: string) => void): (value: string) => void {
  const key = field && ofAddress(path()) + field;
  // Of several people who come and go in a list none has a place of their own: what names one stays in memory.
  const one = names.length === 1 ? names : [];
  const isOfMany = (text: string) => names.length > 1 && names.some((name) => name && text.includes(name));
  useLayoutEffect(() => {
    const before = key && !value.trim() ? recall<string>(key, one) : undefined;
    if (!before) return;
    keep(key, before, one, isOfMany(before));
    onInput(before);
  }, [key]);
  return (next) => {
    if (key && next.trim()) keep(key, next, one, isOfMany(next));
    else if (key) drop(key);
    onInput(next);
  };
}

const textsIn = (value: unknown): string[] => (typeof value === 'string' ? [value.trim()] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []);

/** What the server has taken is kept no longer. Of several fields with the same text all stay that were not sent as often: one too many is better than one lost. */
export function takenAt(address: string, sent: unknown) {
  const texts = textsIn(sent);
  const mine = [...memory].flatMap(([key, value]): [string, string][] => (key.startsWith(ofAddress(address)) ? [[key, String(value).trim()]] : []));
  const often = (list: string[], text: string) => list.filter((t) => t === text).length;
  mine.filter(([, text]) => often(texts, text) >= often(mine.map(([, t]) => t), text)).forEach(([key]) => drop(key));
}
