/**
 * What is being typed in a form, until it is sent: in memory, and in this tab's sessionStorage for when the page throws, is reloaded, or comes
 * back from a sign-in. Who it is about is not stored: names are left out and put back by the page, a text with a long number stays in memory.
 */
import { useMemo, useRef, useState } from 'preact/hooks';

const PREFIX = 'zhicheng.typed.';
const LONG_NUMBER = /\d[\d\s-]{9,}[\dXx]/;
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

function recall<T>(key: string, names: string[]): T | undefined {
  if (memory.has(key)) return memory.get(key) as T;
  const text = sessionStorage.getItem(PREFIX + key);
  return text ? (JSON.parse(names.reduce((all, name, i) => all.replaceAll(written(place(i)), written(name)), text)) as T) : undefined;
}

function keep(key: string, value: unknown, names: string[]) {
  memory.set(key, value);
  const text = names.reduce((all, name, i) => (name ? all.replaceAll(written(name), written(place(i))) : all), JSON.stringify(value));
  if (LONG_NUMBER.test(text)) sessionStorage.removeItem(PREFIX + key);
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
    memory.delete(key);
    sessionStorage.removeItem(PREFIX + key);
    now.current.value = nothing;
    turn((n) => n + 1);
  };
  return [found.value, set, forget];
}
