/** The components of the portal: native controls, each with its label, its hint and its error. */
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { api, NoAnswer, Refusal, type Violation } from './api';
import { navigate } from './router';
import { useKeptText } from './typed';
import { fill, number, said, t } from './texts';

type Children = { children?: ComponentChildren };

/** A link within the portal; with `focus` the one that comes next, so that Enter goes on. */
export function Link(props: Children & { to: string; class?: string; focus?: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => {
    if (props.focus) link.current?.focus();
  }, []);
  const go = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(props.to);
  };
  return <a href={props.to} class={props.class} onClick={go} ref={link}>{props.children}</a>;
}

/** One `h1`; the title says step, task and system; the eye and the focus begin here. */
export function Page(props: Children & { title: string; task?: string; back?: string; wide?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [props.title, props.task, t.frame.system].filter(Boolean).join(' – ');
  }, [props.title, props.task, t]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <main id="main" class={props.wide ? 'wide' : undefined}>
      {props.back && <p class="back"><Link to={props.back}>{t.frame.back}</Link></p>}
      {props.task && <p class="task">{props.task}</p>}
      <h1 tabIndex={-1} ref={heading}>{props.title}</h1>
      {props.children}
    </main>
  );
}

export function Button(props: Children & { kind?: 'primary' | 'warning' | 'plain'; busy?: boolean; onClick?: () => void; type?: 'submit' | 'button'; label?: string; id?: string }) {
  return (
    <button id={props.id} type={props.type ?? 'button'} class={props.kind ?? 'primary'} aria-disabled={props.busy} aria-label={props.label}
      onClick={props.busy ? (event) => event.preventDefault() : props.onClick}>
      {props.children}
    </button>
  );
}

/** @property code of a refusal that names no field */
export interface Problem { field?: string; message: string; code?: string }

/** What went wrong, as the API said it, or what to do where nobody answered. */
export function problems(error: unknown): Problem[] {
  if (error instanceof Refusal) {
    return error.violations.length ? error.violations.map((v) => ({ field: v.field, message: said(v) })) : [{ message: error.message || fill(t.errors.status, { status: error.status }), code: error.code, ...(error.field ? { field: error.field } : {}) }];
  }
  return [{ message: error instanceof NoAnswer ? t.errors.noAnswer : t.errors.unexpected }];
}

/** Where several forms of a page have fields of the same name: what went wrong stands at those of one. */
export const under = (form: string, wrong: Problem[]): Problem[] => wrong.map((p) => (p.field ? { ...p, field: `${form}.${p.field}` } : p));

export const fieldId = (path: string) => 'f-' + path.replace(/[^A-Za-z0-9]/g, '-');

/** All mistakes on top; takes the focus; each leads to its field. */
export function ErrorSummary(props: { problems: Problem[] }) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const said = JSON.stringify(props.problems);
  // by what they say: who types on has the same ones in another list
  useEffect(() => {
    if (props.problems.length) box.current?.focus();
  }, [said]);
  if (!props.problems.length) return null;
  const to = (event: MouseEvent, field: string) => {
    const target = document.getElementById(fieldId(field));
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: 'center' });
  };
  return (
    <div class="errors" role="alert" tabIndex={-1} ref={box} aria-labelledby={id}>
      <h2 id={id}>{t.errors.title}</h2>
      <ul>
        {props.problems.map((p) => (
          <li>{p.field ? <a href={'#' + fieldId(p.field)} onClick={(event) => to(event, p.field ?? '')}>{p.message}</a> : p.message}</li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps { path: string; label: string; hint?: string | undefined; problems?: Problem[]; optional?: boolean }

/** Which fields can be changed; all of them where nothing is said. In a correction those that were returned (R22). */
export const Changeable = createContext<(path: string) => boolean>(() => true);

function described(props: FieldProps) {
  const id = fieldId(props.path);
  const shut = !useContext(Changeable)(props.path);
  const wrong = props.problems?.filter((p) => p.field === props.path) ?? [];
  const by = [props.hint && id + '-hint', wrong.length && id + '-error'].filter(Boolean).join(' ');
  return { id, wrong, shut, attributes: { id, 'aria-describedby': by || undefined, 'aria-invalid': wrong.length ? true : undefined } };
}

function Around(props: FieldProps & Children & { id: string; wrong: Problem[] }) {
  return (
    <div class={'field' + (props.wrong.length ? ' wrong' : '')}>
      <label for={props.id}>{props.label}{props.optional && <span class="optional"> {t.frame.optional}</span>}</label>
      {props.hint && <p class="hint" id={props.id + '-hint'}>{props.hint}</p>}
      {props.wrong.length > 0 && <p class="error" id={props.id + '-error'}>{props.wrong.map((p) => p.message).join(' ')}</p>}
      {props.children}
    </div>
  );
}

type InputProps = FieldProps & { value: string; onInput: (value: string) => void; type?: string; autoComplete?: 'name' | 'tel' | 'email'; inputMode?: 'numeric' | 'tel' | 'email'; max?: string; short?: boolean; list?: string; onLeave?: () => void };

export function Input(props: InputProps) {
  const { id, wrong, shut, attributes } = described(props);
  return (
    <Around {...props} id={id} wrong={wrong}>
      <input {...attributes} type={props.type ?? 'text'} value={props.value} autocomplete={props.autoComplete ?? 'off'} inputMode={props.inputMode}
        max={props.max} list={props.list} readOnly={shut} class={props.short ? 'short' : undefined} onInput={(event) => props.onInput(event.currentTarget.value)} onChange={props.onLeave} />
    </Around>
  );
}

/** Counts as the rules do: code points. */
export const points = (text: string) => [...text].length;
export const pointsWithoutSpace = (text: string) => points(text.replace(/[\s\u3000]/g, ''));

/**
 * What is typed is kept until it is sent (`typed.ts`), by the address and the path.
 * @property about what else tells the field from others of its path at the address
 * @property names of people it may be about, which are not stored
 * @property elsewhere where the page itself keeps it, saves it as it is typed, or begins with what is there
 */
export function TextArea(props: FieldProps & { value: string; onInput: (value: string) => void; rows?: number; counter?: string; about?: string | undefined; names?: string[]; elsewhere?: boolean }) {
  const { id, wrong, shut, attributes } = described(props);
  const type = useKeptText(props.elsewhere ? '' : [props.path, props.about].filter(Boolean).join(' '), props.names ?? [], props.value, props.onInput);
  return (
    <Around {...props} id={id} wrong={wrong}>
      <textarea {...attributes} readOnly={shut} rows={props.rows ?? 6} value={props.value} onInput={(event) => type(event.currentTarget.value)} />
      {props.counter && <p class="hint" aria-live="polite">{props.counter}</p>}
    </Around>
  );
}

export interface Option { value: string; label: string; disabled?: boolean }

export function Select(props: FieldProps & { value: string; options: Option[]; empty?: string; onInput: (value: string) => void }) {
  const { id, wrong, shut, attributes } = described(props);
  return (
    <Around {...props} id={id} wrong={wrong}>
      <select {...attributes} disabled={shut} value={props.value} onInput={(event) => props.onInput(event.currentTarget.value)}>
        <option value="">{props.empty ?? t.frame.choose}</option>
        {props.options.map((o) => <option value={o.value} selected={o.value === props.value} disabled={o.disabled}>{o.label}</option>)}
      </select>
    </Around>
  );
}

export function Range(props: FieldProps & { min: number; max: number; value: number; onInput: (value: number) => void }) {
  const { id, wrong, attributes } = described(props);
  return (
    <Around {...props} id={id} wrong={wrong}>
      <input {...attributes} type="range" min={props.min} max={props.max} step={(props.max - props.min) / 100} value={props.value} onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)} />
    </Around>
  );
}

export function Radios(props: FieldProps & { value: string; options: Option[]; onInput: (value: string) => void }) {
  const { id, wrong, shut, attributes } = described(props);
  return (
    <fieldset class={'field' + (wrong.length ? ' wrong' : '')} aria-describedby={attributes['aria-describedby']} id={id} tabIndex={-1}>
      <legend>{props.label}</legend>
      {props.hint && <p class="hint" id={id + '-hint'}>{props.hint}</p>}
      {wrong.length > 0 && <p class="error" id={id + '-error'}>{wrong.map((p) => p.message).join(' ')}</p>}
      {props.options.map((o) => (
        <label class="choice"><input type="radio" disabled={shut} name={id} value={o.value} checked={o.value === props.value} onChange={() => props.onInput(o.value)} /> {o.label}</label>
      ))}
    </fieldset>
  );
}

export function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void; id?: string }) {
  return <label class="choice"><input id={props.id} type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.currentTarget.checked)} /> {props.label}</label>;
}

/** Parts of a list, each with how many there are; one is chosen. */
export function Tabs(props: { label: string; value: string; options: (Option & { count?: number | undefined })[]; onChoose: (value: string) => void }) {
  return (
    <div class="strip" role="group" aria-label={props.label}>
      {props.options.map((o) => (
        <button type="button" class="plain" aria-pressed={o.value === props.value} onClick={() => props.onChoose(o.value)}>
          {o.count === undefined ? o.label : fill(t.queue.counted, { label: o.label, count: number(o.count) })}
        </button>
      ))}
    </div>
  );
}

export const yesNo = (): Option[] => [{ value: 'true', label: t.frame.yes }, { value: 'false', label: t.frame.no }];
export const asBoolean = (value: string) => (value === '' ? undefined : value === 'true');
export const asText = (value: boolean | undefined) => (value === undefined ? '' : String(value));

/** A fact a line, for reading. */
export function Facts(props: { facts: [string, ComponentChildren][] }) {
  return <dl class="facts">{props.facts.map(([name, value]) => <div><dt>{name}</dt><dd>{value === '' || value === undefined ? '—' : value}</dd></div>)}</dl>;
}

export function Table(props: { label: string; head: string[]; rows: ComponentChildren[][] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={props.label}>
      <table>
        <thead><tr>{props.head.map((h) => <th scope="col">{h}</th>)}</tr></thead>
        <tbody>{props.rows.map(([first, ...rest]) => <tr><th scope="row">{first}</th>{rest.map((cell) => <td>{cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

export function Notice(props: Children & { kind?: 'info' | 'good' | 'warning'; title?: string }) {
  return <section class={'notice ' + (props.kind ?? 'info')}>{props.title && <h2>{props.title}</h2>}{props.children}</section>;
}

export function Tag(props: Children & { kind?: 'good' | 'warning' | 'bad' }) {
  return <span class={'tag ' + (props.kind ?? '')}>{props.children}</span>;
}

/** Loads once a key, and again when asked; shows that it loads, and what failed with a way to try again. */
export function useLoad<T>(load: () => Promise<T>, key: string) {
  const [state, set] = useState<{ value?: T; error?: unknown; loading: boolean }>({ loading: true });
  const turn = useRef(0);
  const reload = async () => {
    const mine = ++turn.current;
    set((s) => ({ ...s, loading: true, error: undefined }));
    try {
      const value = await load();
      if (mine === turn.current) set({ value, loading: false });
    } catch (error) {
      if (mine === turn.current) set((s) => ({ ...s, error, loading: false }));
    }
  };
  useEffect(() => {
    set({ loading: true });
    void reload();
  }, [key]);
  return { ...state, reload, put: (value: T) => set({ value, loading: false }) };
}

export function Loading(props: { of: { error?: unknown; loading: boolean; reload: () => void } }) {
  if (props.of.error) {
    return (
      <div role="alert" class="errors">
        <ul>{problems(props.of.error).map((p) => <li>{p.message}</li>)}</ul>
        <Button onClick={props.of.reload}>{t.frame.again}</Button>
      </div>
    );
  }
  return <p role="status">{t.frame.loading}</p>;
}

/** A list that comes a page at a time, and the way to the page before and after; what was turned to has the eye and the hand. */
export function Paged<T>(props: { of: { value?: T; error?: unknown; loading: boolean; reload: () => void }; page: number; previous: (() => void) | undefined; following: (() => void) | undefined; children: (list: T) => ComponentChildren }) {
  const list = useRef<HTMLDivElement>(null);
  const turned = useRef(false);
  const { value } = props.of;
  useEffect(() => {
    if (!turned.current || value === undefined) return;
    turned.current = false;
    list.current?.focus({ preventScroll: true });
    list.current?.scrollIntoView({ block: 'start' });
  }, [value]);
  const turn = (go: () => void) => {
    turned.current = true;
    go();
  };
  const { previous, following } = props;
  // what could not be turned to has lost its claim
  if (props.of.error) turned.current = false;
  if (value === undefined) return <Loading of={props.of} />;
  const several = previous !== undefined || following !== undefined;
  return (
    <div {...(several ? { role: 'group', 'aria-label': fill(t.queue.page, { page: props.page }) } : {})} tabIndex={-1} ref={list}>
      {props.children(value)}
      {several && (
        <nav class="actions" aria-label={t.queue.pages}>
          {previous && <Button kind="plain" onClick={() => turn(previous)}>{t.queue.previous}</Button>}
          <span>{fill(t.queue.page, { page: props.page })}</span>
          {following && <Button kind="plain" onClick={() => turn(following)}>{t.queue.following}</Button>}
        </nav>
      )}
    </div>
  );
}

/** Hands a file over that was answered to the page itself. */
export function download(content: Blob, name: string) {
  const uri = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: uri, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(uri), 10_000);
}

/** Hands over what is held about who is signed in, as a file to keep (R38). */
export async function downloadOwnData() {
  download(new Blob([JSON.stringify(await api.personalData(), null, 2)], { type: 'application/json' }), 'my-data.json');
}

/** That something was changed since it was shown (R49). */
const CHANGED = ['CONTENT_CHANGED', 'SETTING_CHANGED'];

/**
 * Runs a command once at a time; tells what was refused.
 *
 * @param reload shows what is there now where that was changed meanwhile; what was typed stays
 */
export function useCommand(reload?: () => Promise<void>) {
  const [wrong, setWrong] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = async (command: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setWrong([]);
    try {
      await command();
    } catch (error) {
      if (reload && error instanceof Refusal && CHANGED.includes(error.code)) await reload();
      setWrong(problems(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { wrong, busy, run, setWrong };
}

const SHORTCUTS = 'zhicheng.shortcuts';
const typing = (at: EventTarget | null) => at instanceof HTMLElement && at.matches('textarea, select, input:not([type=checkbox], [type=radio])');

/** Single keys, while nobody types and nobody has turned them off (WCAG 2.1.4). */
export function useShortcuts(keys: Record<string, () => void>) {
  const now = useRef(keys);
  now.current = keys;
  // with what is shown, not after it: a quick hand's next key already counts
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target) || localStorage.getItem(SHORTCUTS) === 'off') return;
      const act = now.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

export function Shortcuts(props: { of: string }) {
  const [on, setOn] = useState(localStorage.getItem(SHORTCUTS) !== 'off');
  const turn = (next: boolean) => {
    localStorage.setItem(SHORTCUTS, next ? 'on' : 'off');
    setOn(next);
  };
  return <div class="keys"><Check label={t.bench.keysOn} checked={on} onChange={turn} />{on && <p class="hint">{props.of}</p>}</div>;
}

export function violationsOf(violations: Violation[]): Problem[] {
  return violations.map((v) => ({ field: v.field, message: said(v) }));
}
