/** The office plans a session (R45): all that waits of a series, or what it chooses of that. */
import { useState } from 'preact/hooks';
import { api, type Summary } from '../api';
import { navigate } from '../router';
import { dateOf, fill, label, named, number, t } from '../texts';
import { labels } from '../texts/labels';
import { words } from '../texts/sessions';
import { Button, Check, ErrorSummary, fieldId, Input, Loading, Radios, Select, useCommand, useLoad, type Problem } from '../ui';

const MOST = 300;
const GOES_ON: readonly string[] = ['PLANNED', 'DRAWN', 'OPEN'];

/** What waits at the committee and is on no agenda of a session that goes on, the longest waiting first. */
async function free(year: number, series: string): Promise<Summary[]> {
  const waiting: Summary[] = [];
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await api.queue('COMMITTEE_REVIEW', { series, sort: 'ENTERED', size: 200, ...(cursor ? { cursor } : {}) });
    waiting.push(...page.items.map((line) => line.application));
    cursor = page.next;
  }
  const others = await Promise.all((await api.sessions(year)).filter((s) => GOES_ON.includes(s.phase)).map((s) => api.session(s.id)));
  const taken = new Set(others.flatMap((s) => s.agenda.map((line) => line.applicationId)));
  return waiting.filter((a) => a.cycle === year && !taken.has(a.id));
}

export function Planning(props: { year: number }) {
  const w = words();
  const [v, set] = useState({ date: '', series: '', specialty: '', seats: '', place: '' });
  const [which, turn] = useState<'ALL' | 'CHOSEN'>('ALL');
  const [chosen, choose] = useState<string[]>([]);
  const [key, renew] = useState(() => crypto.randomUUID());
  const catalogue = useLoad(() => api.catalogue(), 'catalogue');
  const { wrong, busy, run, setWrong } = useCommand();
  const series = catalogue.value?.series ?? [];
  const specialties = series.find((s) => s.name === v.series)?.specialties ?? [];
  const another = () => renew(crypto.randomUUID());
  const put = (more: Partial<typeof v>) => {
    set((x) => ({ ...x, ...more }));
    another();
  };
  const field = (name: keyof typeof v) => ({ path: name, problems: wrong, value: v[name], onInput: (value: string) => put({ [name]: value }) });
  const plan = () => run(async () => {
    const missing: Problem[] = [
      ...(v.date ? [] : [{ field: 'date', message: w.dateNeeded }]), ...(v.series ? [] : [{ field: 'series', message: w.seriesNeeded }]),
      ...(which === 'CHOSEN' && !chosen.length ? [{ field: 'applications', message: w.chooseFirst }] : []),
    ];
    if (missing.length) return setWrong(missing);
    const { id } = await api.planSession({
      year: props.year, date: v.date, series: v.series, ...(v.specialty ? { specialty: v.specialty } : {}), ...(which === 'CHOSEN' ? { applications: chosen } : {}), ...(v.seats.trim() ? { seats: Number(v.seats) } : {}), ...(v.place.trim() ? { place: v.place } : {}),
    }, key);
    navigate('/portal/work/sessions/' + id);
  });
  return (
    <details>
      <summary>{w.plan}</summary>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void plan(); }}>
        <div class="row">
          <Input {...field('date')} label={w.date} type="date" short />
          <Select {...field('series')} label={w.series} options={series.map((s) => ({ value: s.name, label: named(s), disabled: s.excluded }))} onInput={(name) => { put({ series: name, specialty: '' }); choose([]); }} />
          <Select {...field('specialty')} label={w.specialty} hint={w.specialtyHint} empty={w.wholeSeries} options={specialties.map((s) => ({ value: s.name, label: named(s), disabled: s.excluded }))} onInput={(name) => { put({ specialty: name }); choose([]); }} />
        </div>
        <Input {...field('place')} label={w.place} hint={w.placeHint} optional />
        <Input {...field('seats')} label={w.seats} hint={w.seatsHint} inputMode="numeric" short optional />
        <Radios path="which" label={w.which} value={which} options={[{ value: 'ALL', label: w.allThatWait }, { value: 'CHOSEN', label: w.someOfThem }]} onInput={(value) => { turn(value as 'ALL'); another(); }} />
        {which === 'ALL' ? <>
          <p class="hint" id={fieldId('applications')} tabIndex={-1}>{w.planHint}</p>
        </> : v.series ? <Choosing key={v.series + v.specialty} year={props.year} series={v.series} specialty={v.specialty} chosen={chosen} problems={wrong} choose={(ids) => { choose(ids); another(); }} />
          : <p class="hint" id={fieldId('applications')} tabIndex={-1}>{w.seriesFirst}</p>}
        <Button type="submit" kind="primary" busy={busy}>{w.plan}</Button>
      </form>
    </details>
  );
}

/** Those that wait, found by a part of name, employer or specialty; all that are shown are ticked by one click. */
function Choosing(props: { year: number; series: string; specialty: string; chosen: string[]; problems: Problem[]; choose: (ids: string[]) => void }) {
  const w = words();
  const [text, find] = useState('');
  const [level, of] = useState('');
  const waiting = useLoad(() => free(props.year, props.series), props.series);
  const wrong = props.problems.filter((p) => p.field === 'applications');
  if (!waiting.value) return <Loading of={waiting} />;
  const all = waiting.value.filter((a) => !props.specialty || a.specialty === props.specialty);
  const shown = all.filter((a) => (!level || a.level === level) && [a.name, a.employerName, a.specialty, a.id].some((part) => part.includes(text.trim())));
  const ids = shown.map((a) => a.id);
  return (
    <fieldset class={'field' + (wrong.length ? ' wrong' : '')} id={fieldId('applications')} tabIndex={-1}>
      <legend>{w.toChoose}</legend>
      {wrong.length > 0 && <p class="error">{wrong.map((p) => p.message).join(' ')}</p>}
      <div class="row">
        <Input path="plan.find" type="search" label={w.findWaiting} value={text} onInput={find} />
        <Select path="plan.level" label={w.level} empty={t.queue.any} value={level} options={labels.levels.map((l) => ({ value: l.code, label: label(labels.levels, l.code) }))} onInput={of} />
      </div>
      <p role="status">{fill(w.chosenOf, { n: number(props.chosen.length), shown: number(shown.length), all: number(all.length), most: number(MOST) })}</p>
      <p class="actions">
        <Button kind="plain" onClick={() => props.choose([...new Set([...props.chosen, ...ids])].slice(0, MOST))}>{w.chooseShown}</Button>
        <Button kind="plain" onClick={() => props.choose(props.chosen.filter((id) => !ids.includes(id)))}>{w.chooseNone}</Button>
      </p>
      {shown.map((a) => <Check label={[a.name, a.specialty, label(labels.levels, a.level), a.employerName, dateOf(a.enteredAt)].join(' · ')} checked={props.chosen.includes(a.id)}
        onChange={(on) => props.choose(on ? [...props.chosen, a.id] : props.chosen.filter((id) => id !== a.id))} />)}
    </fieldset>
  );
}
