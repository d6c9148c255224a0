/** The bureau's catalogue of series and specialties (R42): the whole of it is edited and saved at once. */
import { useState } from 'preact/hooks';
import { api, type Catalogue } from '../api';
import { fill, number, t } from '../texts';
import { staffTexts } from '../texts/staff';
import { Button, ErrorSummary, Input, Loading, Notice, Page, Tag, TextArea, useCommand, useLoad } from '../ui';

export function CataloguePage() {
  const catalogue = useLoad(() => api.catalogue(), 'catalogue');
  const [saved, setSaved] = useState('');
  return (
    <Page title={t.admin.catalogue} back="/portal/admin">
      <p>{staffTexts().catalogue.lead}</p>
      <div role="status">{saved && <Notice kind="good"><p>{saved}</p></Notice>}</div>
      {!catalogue.value ? <Loading of={catalogue} /> : <Form key={catalogue.value.version} catalogue={catalogue.value} done={async (said) => { setSaved(said); await catalogue.reload(); }} />}
    </Page>
  );
}

function Form(props: { catalogue: Catalogue; done: (said: string) => Promise<void> }) {
  const [series, set] = useState(props.catalogue.series.map((s) => ({ name: s.name, english: s.english, excluded: s.excluded, specialties: s.specialties.map((x) => x.name).join('\n') })));
  const { wrong, busy, run } = useCommand();
  const edit = (i: number, change: Partial<(typeof series)[number]>) => set(series.map((s, at) => (at === i ? { ...s, ...change } : s)));
  const save = () => run(async () => {
    const answer = await api.setCatalogue(series.map((s) => ({ name: s.name.trim(), ...(s.english.trim() ? { english: s.english.trim() } : {}), specialties: s.specialties.split('\n').map((x) => x.trim()).filter(Boolean) })), props.catalogue.version);
    await props.done(fill(staffTexts().catalogue.saved, { series: number(answer.series), specialties: number(answer.specialties) }));
  });
  return (<>
    <ErrorSummary problems={wrong} />
    {series.map((s, i) => (
      <details open={i >= props.catalogue.series.length}>
        <summary>{s.name || staffTexts().catalogue.add} {s.excluded && <Tag kind="warning">{staffTexts().catalogue.excluded}</Tag>}</summary>
        <Input path={`series.${i}.name`} label={t.fields.series} problems={wrong} value={s.name} onInput={(name) => edit(i, { name })} />
        <Input path={`series.${i}.english`} label={staffTexts().catalogue.english} optional problems={wrong} value={s.english} onInput={(english) => edit(i, { english })} />
        <TextArea elsewhere path={`series.${i}.specialties`} label={staffTexts().catalogue.specialties} hint={t.admin.oneALine} rows={8} problems={wrong} value={s.specialties} onInput={(specialties) => edit(i, { specialties })} />
        <Button kind="plain" label={`${t.frame.remove} ${s.name}`} onClick={() => set(series.filter((_, at) => at !== i))}>{t.frame.remove}</Button>
      </details>
    ))}
    <p class="actions"><Button kind="plain" onClick={() => set([...series, { name: '', english: '', excluded: false, specialties: '' }])}>{staffTexts().catalogue.add}</Button><Button busy={busy} onClick={() => void save()}>{t.frame.save}</Button></p>
  </>);
}
