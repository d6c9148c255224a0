/** Addresses of the portal: paths hold ids and steps, nothing personal. */
const listeners = new Set<() => void>();
let guard: (() => boolean) | undefined;

addEventListener('popstate', () => listeners.forEach((listener) => listener()));

export const path = () => location.pathname;
export const onPath = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Asked before the portal is left or reloaded: whether something typed has not been saved yet. */
export const holdWhile = (unsaved: () => boolean) => void (guard = unsaved);

addEventListener('beforeunload', (event) => {
  if (guard?.()) event.preventDefault();
});

export function navigate(to: string, replace = false) {
  if (to === location.pathname) return;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  listeners.forEach((listener) => listener());
}

export type Parts = Record<string, string>;

/** The parts named in a pattern such as `/portal/applications/:application`, or none. */
export function match(pattern: string, address: string): Parts | undefined {
  const names: string[] = [];
  const expression = pattern.replace(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  const found = new RegExp('^' + expression + '/?$').exec(address);
  try {
    return found ? Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? '')])) : undefined;
  } catch {
    return undefined; // what no page of ours has written
  }
}
