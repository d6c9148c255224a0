/** The annexes for many at once: the report is one paper with as many names as are chosen, the others are a sheet for each (R19, Annexes 2–4). */
import { useState } from 'preact/hooks';
import { api, type Annex, type QueueLine } from '../api';
import { fill, label, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { labels } from '../texts/labels';
import { Button, Check, download, ErrorSummary, fieldId, Loading, Page, Radios, useCommand, useLoad, type Problem } from '../ui';

const MOST = 100;
const ANNEXES: Annex[] = ['PUBLIC_NOTICE', 'NOTICE_RESULT', 'RECOMMENDATION_REPORT'];

/** Why it was refused, with the name of whom it is about. */
const told = (wrong: Problem[], people: QueueLine[]) => wrong.map((p) => {
  const person = people.find(({ application: a }) => p.field === a.id || p.field?.startsWith(a.id + '.'))?.application;
  return person ? { field: person.id, message: `${person.name}：${p.message}` } : p;
});

export function Reports() {
  const people = useLoad(async () => {
    const lines: QueueLine[] = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const page = await api.queue('EMPLOYER_REVIEW', { size: 200, ...(cursor ? { cursor } : {}) });
      lines.push(...page.items);
      cursor = page.next;
    }
    return lines;
  }, 'people');
  const [annex, setAnnex] = useState<Annex>('RECOMMENDATION_REPORT');
  const [chosen, setChosen] = useState<string[]>([]);
  const { wrong, busy, run, setWrong } = useCommand();
  const make = (format: 'PDF' | 'DOCX') => run(async () => {
    if (!chosen.length || chosen.length > MOST) return setWrong([{ message: fill(staffTexts().report.choose, { most: MOST }) }]);
    download(await api.annexes(annex, chosen, format), `${staffTexts().annexes[annex]}.${format.toLowerCase()}`);
  });
  return (
    <Page title={staffTexts().report.title} back="/portal/work/EMPLOYER_REVIEW">
      <p>{staffTexts().report.lead}</p>
      <ErrorSummary problems={told(wrong, people.value ?? [])} />
      {!people.value ? <Loading of={people} /> : people.value.length === 0 ? <p>{t.bench.noMore}</p> : (<>
        <Radios path="annex" label={staffTexts().report.annex} value={annex} options={ANNEXES.map((a) => ({ value: a, label: staffTexts().annexes[a] }))} onInput={(a) => setAnnex(a as Annex)} />
        <fieldset>
          <legend>{staffTexts().report.people}</legend>
          {people.value.map(({ application: a, step }) => <Check id={fieldId(a.id)} label={[a.name, label(labels.kinds, a.kind), label(labels.levels, a.level), a.series, a.specialty, label(labels.steps, step)].filter(Boolean).join(' · ')} checked={chosen.includes(a.id)} onChange={(on) => setChosen((s) => (on ? [...s, a.id] : s.filter((x) => x !== a.id)))} />)}
        </fieldset>
        <p class="actions"><Button busy={busy} onClick={() => void make('PDF')}>{fill(staffTexts().report.make, { annex: staffTexts().annexes[annex], format: 'PDF' })}</Button><Button kind="plain" busy={busy} onClick={() => void make('DOCX')}>{fill(staffTexts().report.make, { annex: staffTexts().annexes[annex], format: 'Word' })}</Button></p>
      </>)}
    </Page>
  );
}
