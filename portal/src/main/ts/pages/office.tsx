/** The office's approval document: chosen from what waits, numbered, recorded for a batch (R28). */
import { useState } from 'preact/hooks';
import { api } from '../api';
import { fill, label, t } from '../texts';
import { Button, Check, ErrorSummary, Input, Loading, Notice, Page, useCommand, useLoad } from '../ui';
import type { Known } from './applicant';

export function Office(props: { known: Known }) {
  const { labels, me } = props.known;
  const waiting = useLoad(async () => {
    const lines = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const page = await api.queue('APPROVAL_DOCUMENT', undefined, cursor);
      lines.push(...page.items.map((i) => i.application));
      cursor = page.next;
    }
    return lines;
  }, 'approval');
  const [chosen, setChosen] = useState<string[]>([]);
  const [document, setDocument] = useState({ number: '', date: me.now.slice(0, 10) });
  const [recorded, setRecorded] = useState<{ number: string; applications: { applicationId: string; code?: string }[] }>();
  const { wrong, busy, run } = useCommand();
  const record = () => run(async () => {
    setRecorded(await api.approve(document.number, document.date, chosen));
    setChosen([]);
    await waiting.reload();
  });
  return (
    <Page title={label(labels.states, 'APPROVAL_DOCUMENT')} back="/portal/work" wide>
      {recorded && <Notice kind="good" title={fill(t.office.recorded, { number: recorded.number, count: recorded.applications.filter((a) => !a.code).length })}>{recorded.applications.some((a) => a.code) && <p>{fill(t.office.notRecorded, { count: recorded.applications.filter((a) => a.code).length })}</p>}</Notice>}
      {!waiting.value ? <Loading of={waiting} /> : (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void record(); }}>
          <ErrorSummary problems={wrong} />
          <fieldset>
            <legend>{fill(t.office.choose, { count: waiting.value.length })}</legend>
            <Button kind="plain" onClick={() => setChosen(waiting.value?.map((a) => a.id) ?? [])}>{t.office.all}</Button>
            {waiting.value.map((a) => <Check label={[a.name, label(labels.kinds, a.kind), label(labels.levels, a.level), a.series, a.specialty, a.employerName].filter(Boolean).join(' · ')} checked={chosen.includes(a.id)} onChange={(on) => setChosen((s) => (on ? [...s, a.id] : s.filter((x) => x !== a.id)))} />)}
          </fieldset>
          <div class="row">
            <Input path="number" label={t.office.number} hint={t.office.numberHint} problems={wrong} value={document.number} onInput={(number) => setDocument((d) => ({ ...d, number }))} />
            <Input path="date" label={t.office.date} type="date" short problems={wrong} value={document.date} onInput={(date) => setDocument((d) => ({ ...d, date }))} />
          </div>
          <Button type="submit" busy={busy}>{fill(t.office.record, { count: chosen.length })}</Button>
        </form>
      )}
    </Page>
  );
}
