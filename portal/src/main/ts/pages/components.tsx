/** Every component in every state, for whoever changes one: looked at, judged by axe, and mirrored. */
import { useEffect, useState } from 'preact/hooks';
import { NoAnswer } from '../api';
import { fill, t } from '../texts';
import { Button, Check, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, Paged, Radios, Range, Select, Shortcuts, Table, Tabs, Tag, TextArea, type Problem } from '../ui';

export function Components() {
  const [mirrored, setMirrored] = useState(false);
  const [text, setText] = useState('');
  const [on, setOn] = useState(true);
  const [at, setAt] = useState(2);
  const [tab, setTab] = useState('a');
  const [page, turn] = useState(2);
  useEffect(() => {
    document.documentElement.dir = mirrored ? 'rtl' : 'ltr';
    return () => void (document.documentElement.dir = 'ltr');
  }, [mirrored]);
  const c = t.components;
  const options = [{ value: 'a', label: c.first }, { value: 'b', label: c.second }, { value: 'c', label: c.third, disabled: true }];
  const wrong: Problem[] = ['input', 'area', 'select', 'radios'].map((field) => ({ field: 'wrong.' + field, message: c.mistake }));
  const fields = (state: string, problems: Problem[]) => (<>
    <Input path={state + '.input'} label={c.input} hint={c.hint} problems={problems} value={text} onInput={setText} />
    <Input path={state + '.day'} label={c.day} type="date" short optional value="" onInput={() => undefined} />
    <TextArea elsewhere path={state + '.area'} label={c.area} problems={problems} rows={2} value={text} onInput={setText} counter={fill(t.fields.count, { count: text.length })} />
    <Select path={state + '.select'} label={c.select} problems={problems} options={options} value="b" onInput={() => undefined} />
    <Radios path={state + '.radios'} label={c.radios} problems={problems} options={options.slice(0, 2)} value="a" onInput={() => undefined} />
  </>);
  return (
    <Page title={c.title} task={t.frame.system} back="/portal" wide>
      <p>{c.lead}</p>
      <Check label={c.mirrored} checked={mirrored} onChange={setMirrored} />
      <h2>{c.buttons}</h2>
      <p class="actions"><Button>{t.frame.save}</Button><Button kind="plain">{t.frame.again}</Button><Button kind="warning">{t.frame.remove}</Button><Button busy>{c.busy}</Button> <Link class="button secondary" to="/portal/components">{c.link}</Link></p>
      <Tabs label={c.parts} value={tab} options={[{ value: 'a', label: c.first, count: 12 }, { value: 'b', label: c.second, count: 0 }, { value: 'c', label: c.third }]} onChoose={setTab} />
      <h2>{c.fields}</h2>
      {fields('plain', [])}
      <Check label={c.check} checked={on} onChange={setOn} />
      <Range path="plain.range" label={c.range} min={0} max={4} value={at} onInput={setAt} />
      <h2>{c.mistakes}</h2>
      <ErrorSummary problems={on ? wrong : []} />
      {fields('wrong', wrong)}
      <h2>{c.notices}</h2>
      <Notice title={c.information}><p>{c.sentence}</p></Notice>
      <Notice kind="good" title={c.good}><p>{c.sentence}</p></Notice>
      <Notice kind="warning" title={c.warning}><p>{c.sentence}</p></Notice>
      <p><Tag>{c.information}</Tag> <Tag kind="good">{c.good}</Tag> <Tag kind="warning">{c.warning}</Tag> <Tag kind="bad">{c.bad}</Tag></p>
      <h2>{c.reading}</h2>
      <Facts facts={[[c.input, c.sentence], [c.day, '']]} />
      <Table label={c.table} head={[c.first, c.second]} rows={[[c.first, c.sentence], [c.second, <Tag kind="good">{c.good}</Tag>]]} />
      <Paged of={{ value: page, loading: false, reload: () => undefined }} page={page} previous={page > 1 ? () => turn(page - 1) : undefined} following={page < 3 ? () => turn(page + 1) : undefined}>{() => <p>{c.sentence}</p>}</Paged>
      <details><summary>{c.more}</summary><p>{c.sentence}</p></details>
      <Shortcuts of={t.bench.keysDecide} />
      <h2>{c.waiting}</h2>
      <Loading of={{ loading: true, reload: () => undefined }} />
      <Loading of={{ loading: false, error: new NoAnswer(), reload: () => undefined }} />
    </Page>
  );
}
