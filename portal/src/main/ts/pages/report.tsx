/** The recommendation report for many at once: one paper with as many names as are chosen (R19, Annex 4). */
import { useState } from 'preact/hooks';
import { api, type QueueLine } from '../api';
import { fill, label, t } from '../texts';
import { labels } from '../texts/labels';
import { Button, Check, download, ErrorSummary, Loading, Page, useCommand, useLoad } from '../ui';

const MOST = 100;

export function Reports() {
  const people = useLoad(async () => {
    const lines: QueueLine[] = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const page = await api.queue('EMPLOYER_REVIEW', { size: 200, ...(cursor ? { cursor } : {}) });
      lines.push(...page.items);
      cursor = page.next;
    }
    return lines.map((l) => l.application);
  }, 'people');
  const [chosen, setChosen] = useState<string[]>([]);
  const { wrong, busy, run, setWrong } = useCommand();
  const make = (format: 'PDF' | 'DOCX') => run(async () => {
    if (!chosen.length || chosen.length > MOST) return setWrong([{ message: fill(t.report.choose, { most: MOST }) }]);
    download(await api.report(chosen, format), `${t.annexes.RECOMMENDATION_REPORT}.${format.toLowerCase()}`);
  });
  return (
    <Page title={t.report.title} back="/portal/work/EMPLOYER_REVIEW">
      <p>{t.report.lead}</p>
      <ErrorSummary problems={wrong} />
      {!people.value ? <Loading of={people} /> : people.value.length === 0 ? <p>{t.bench.noMore}</p> : (<>
        <fieldset>
          <legend>{t.report.people}</legend>
          {people.value.map((a) => <Check label={[a.name, label(labels.kinds, a.kind), label(labels.levels, a.level), a.series, a.specialty].join(' · ')} checked={chosen.includes(a.id)} onChange={(on) => setChosen((s) => (on ? [...s, a.id] : s.filter((x) => x !== a.id)))} />)}
        </fieldset>
        <p class="actions"><Button busy={busy} onClick={() => void make('PDF')}>{fill(t.report.make, { format: 'PDF' })}</Button><Button kind="plain" busy={busy} onClick={() => void make('DOCX')}>{fill(t.report.make, { format: 'Word' })}</Button></p>
      </>)}
    </Page>
  );
}
