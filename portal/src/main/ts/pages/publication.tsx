/** The office looks at the list of results of a document, publishes it, and withdraws it (R28, R41). */
import { useState } from 'preact/hooks';
import { api, Refusal } from '../api';
import { fill, moment, number, t } from '../texts';
import { Button, ErrorSummary, Link, Loading, Notice, TextArea, useCommand, useLoad } from '../ui';
import { ResultTable } from './results';

export function Publication(props: { number: string }) {
  const preview = useLoad(() => api.previewResults(props.number), props.number);
  const [reason, setReason] = useState('');
  const { wrong, busy, run, setWrong } = useCommand();
  const found = preview.value;
  const publish = (seen: string) => run(async () => preview.put(await api.changeResults({ number: props.number, published: true, seen })));
  const withdraw = () => run(async () => {
    if (!reason.trim()) return setWrong([{ field: 'withdrawal', message: t.results.reasonNeeded }]);
    preview.put(await api.changeResults({ number: props.number, published: false, reason }));
    setReason('');
  });
  const last = found?.published;
  const isPublic = last && !last.withdrawn;
  return (
    <section aria-labelledby="results-title">
      <h2 id="results-title">{t.results.title}</h2>
      <ErrorSummary problems={wrong} />
      {!found ? (preview.error instanceof Refusal && preview.error.code === 'PAPER_NOT_DUE' ? <p>{preview.error.message}</p> : <Loading of={preview} />) : (<>
        <div role="status">
          {!last ? <p>{t.results.notPublished}</p> : last.withdrawn ? <Notice kind="warning"><p>{fill(t.results.wasWithdrawn, { at: moment(last.withdrawn.at), by: last.withdrawn.by, reason: last.withdrawn.reason })}</p></Notice>
            : <Notice kind={last.differs ? 'warning' : 'good'}><p>{fill(t.results.isPublic, { at: moment(last.publishedAt), by: last.publishedBy, count: number(last.people) })}</p>{last.differs && <p>{t.results.differs}</p>}<p><Link to={'/portal/results/' + last.id}>{t.results.open}</Link></p></Notice>}
        </div>
        {(!isPublic || last.differs) && (<>
          <details><summary>{fill(t.results.preview, { count: number(found.lines.length) })}</summary>{found.lines.length > 0 && <ResultTable label={t.results.title} lines={found.lines} />}</details>
          <Button busy={busy} onClick={() => void publish(found.digest)}>{isPublic ? t.results.publishAnew : t.results.publish}</Button>
        </>)}
        {isPublic && (
          <details><summary>{t.results.withdraw}</summary>
            <form noValidate onSubmit={(event) => { event.preventDefault(); void withdraw(); }}>
              <TextArea path="withdrawal" label={t.results.reason} hint={t.results.reasonHint} rows={2} problems={wrong} value={reason} onInput={setReason} />
              <Button type="submit" kind="warning" busy={busy}>{t.results.withdraw}</Button>
            </form>
          </details>
        )}
      </>)}
    </section>
  );
}
