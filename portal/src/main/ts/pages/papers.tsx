/** Papers to keep or print: each is fetched with the person's token and handed to the browser as a file. */
import { useState } from 'preact/hooks';
import { api, type ListFormat, type ListPaper, type Paper } from '../api';
import { t } from '../texts';
import { Button, download, ErrorSummary, Input, useCommand } from '../ui';

/** Papers about one application. */
export function Papers(props: { id: string; papers: Paper[] }) {
  const { wrong, busy, run } = useCommand();
  const print = (paper: Paper) => run(async () => download(await api.paper(props.id, paper), `${t.papers[paper]}.pdf`));
  return (
    <>
      <ErrorSummary problems={wrong} />
      <p class="actions">{props.papers.map((paper) => <Button kind="plain" busy={busy} onClick={() => void print(paper)}>{`${t.papers[paper]} PDF`}</Button>)}</p>
    </>
  );
}

const LISTS: ListPaper[] = ['APPROVAL_DOCUMENT', 'CERTIFICATE_REGISTER', 'RESULT_LIST'];

/** The lists of an approval document, or of a year; the document itself is of one number only. */
export function Lists(props: { number?: string }) {
  const [number, setNumber] = useState(props.number ?? '');
  const [year, setYear] = useState('');
  const { wrong, busy, run } = useCommand();
  const print = (paper: ListPaper, format: ListFormat) => run(async () => {
    const of: Record<string, string> = number.trim() ? { number: number.trim() } : year.trim() ? { cycle: year.trim() } : {};
    download(await api.list(paper, of, format), `${t.papers[paper]}-${number.trim() || year.trim()}.${format.toLowerCase()}`);
  });
  return (
    <section aria-labelledby="lists-title">
      <h2 id="lists-title">{t.papers.lists}</h2>
      <ErrorSummary problems={wrong} />
      <div class="row">
        <Input path="documentNumber" label={t.office.number} hint={t.office.numberHint} value={number} onInput={setNumber} />
        <Input path="cycle" label={t.papers.year} hint={t.papers.yearHint} problems={wrong} value={year} onInput={setYear} inputMode="numeric" short />
      </div>
      <p class="actions">{LISTS.map((paper) => <><Button kind="plain" busy={busy} onClick={() => void print(paper, 'PDF')}>{`${t.papers[paper]} PDF`}</Button><Button kind="plain" busy={busy} onClick={() => void print(paper, 'DOCX')} label={t.papers[paper] + ' Word'}>Word</Button></>)}
        {(['CSV', 'XLSX'] as const).map((format) => <Button kind="plain" busy={busy} onClick={() => void print('CERTIFICATE_REGISTER', format)}>{`${t.papers.CERTIFICATE_REGISTER} ${format}`}</Button>)}</p>
    </section>
  );
}
