/** A member of the panel, mostly on a phone (R45): a secret vote, by large buttons, once; and what was found before it. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type Choice, type Question } from '../api';
import { fill, label, said, t } from '../texts';
import { labels } from '../texts/labels';
import { words } from '../texts/sessions';
import { Button, ErrorSummary, Loading, Notice, Radios, TextArea, under, useCommand, useLoad } from '../ui';
import { itemOf, nameOf, useStep, type Turn } from './sessions';

const CHOICES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;

/** What comes in the place of something else has the eye and the hand. */
export function Taking(props: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'center' });
  }, []);
  return <h2 tabIndex={-1} ref={heading}>{props.children}</h2>;
}

/** Big buttons, one confirmation; what was chosen is nowhere afterwards. */
export function Ballots(props: Turn) {
  const { s } = props;
  const w = words();
  const { wrong, busy, run, setWrong } = useCommand();
  const [choices, choose] = useState<Record<string, Choice>>({});
  const [asking, ask] = useState(false);
  const [sent, send] = useState(0);
  // another choice is another ballot: what was received before is not taken for it
  const [key, renew] = useState(() => crypto.randomUUID());
  const round = s.rounds.find((r) => r.state === 'OPEN' && r.mine.length > 0);
  if (!round) return s.phase === 'OPEN' ? <p role="status">{w.notYet}</p> : null;
  if (round.hasVoted) return <Notice kind="good">{sent === round.number ? <Taking>{w.hasVoted}</Taking> : <h2>{w.hasVoted}</h2>}<p>{fill(w.received, { n: round.number })}</p></Notice>;
  const nameAt = (id: string) => itemOf(s, id)?.name ?? id;
  const look = () => {
    const open = round.mine.filter((id) => !choices[id]).map((id) => ({ field: 'vote.' + id, message: fill(w.chooseAll, { name: nameAt(id) }) }));
    setWrong(open);
    ask(open.length === 0);
  };
  const cast = () => run(async () => {
    await api.castVote(s.id, round.number, round.mine.flatMap((applicationId) => { const choice = choices[applicationId]; return choice ? [{ applicationId, choice }] : []; }), key);
    choose({});
    ask(false);
    renew(crypto.randomUUID());
    send(round.number);
    await props.reload();
  });
  return (
    <section class="decide ballot" aria-labelledby="vote-title">
      <h2 id="vote-title">{w.vote} · {fill(w.round, { n: round.number })}</h2>
      <ErrorSummary problems={wrong} />
      {asking ? (
        <Notice kind="warning">
          <Taking>{w.confirm}</Taking>
          <p>{fill(w.confirmHint, { n: round.mine.length })}</p>
          <ul>{round.mine.map((id) => { const choice = choices[id]; return <li><b>{choice && w[choice]}</b> {nameAt(id)}</li>; })}</ul>
          <p class="actions"><Button kind="primary" busy={busy} onClick={() => void cast()}>{w.submit}</Button><Button kind="plain" onClick={() => ask(false)}>{w.back}</Button></p>
        </Notice>
      ) : (<>
        <p>{w.voteHint}</p>
        {round.mine.map((id) => <Radios path={'vote.' + id} problems={wrong} label={[nameAt(id), itemOf(s, id)?.specialty, label(labels.levels, itemOf(s, id)?.level)].filter(Boolean).join(' · ')} value={choices[id] ?? ''} options={CHOICES.map((c) => ({ value: c, label: w[c] }))} onInput={(c) => { choose((x) => ({ ...x, [id]: c as Choice })); renew(crypto.randomUUID()); }} />)}
        <Button kind="primary" onClick={look}>{w.look}</Button>
      </>)}
    </section>
  );
}

/** What a member found: for or against, and of each open question what was found and answered before (R39). */
export function OpinionForm(props: Turn & { id: string; name: string; done: (told?: string, version?: number) => void }) {
  const { s, id, name } = props;
  const w = words();
  const own = s.opinions.find((o) => o.applicationId === id && o.expert === s.seat);
  const review = useLoad(() => api.review(id), id);
  const { wrong, busy, step, setWrong } = useStep(props);
  const [text, say] = useState(own?.text ?? '');
  const [choice, choose] = useState(own ? String(own.inFavour) : '');
  const [answers, find] = useState<Record<string, string>>(own?.answers ?? {});
  const at = 'opinion';
  const problems = under(at, wrong);
  const questions = review.value?.checks.assessment.questions ?? [];
  // what the tiers before, and other members, have answered
  const before = (question: Question) => {
    const answered = [
      ...(review.value?.application.reviews ?? []).filter((r) => !r.superseded).map((r) => ({ by: r.office, text: r.answers[question.code] })),
      ...s.opinions.filter((o) => o.applicationId === id && o.expert !== s.seat).map((o) => ({ by: nameOf(s, o.expert), text: o.answers[question.code] })),
    ].flatMap(({ by, text: said }) => (said ? [fill(w.answeredBy, { by, text: said })] : []));
    return answered.length ? [fill(w.answeredBefore, { list: answered.join(w.and) })] : [];
  };
  const send = () => {
    const missing = [...(choice ? [] : [{ field: 'inFavour', message: w.chooseOpinion }]), ...(text.trim() ? [] : [{ field: 'reason', message: w.wordsNeeded }])];
    if (missing.length) return setWrong(missing);
    // before the questions are there, what was found earlier stays
    const asked = review.value ? questions.map((q) => q.code) : Object.keys(answers);
    const found = Object.fromEntries(asked.flatMap((code) => { const answer = answers[code]?.trim(); return answer ? [[code, answer]] : []; }));
    return void step('OPINION', { applicationId: id, text, inFavour: choice === 'true', answers: found }, ({ version }) => props.done(fill(w.said, { what: w.opinion, name }), version));
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Taking>{w.opinion} · {name}</Taking>
      <p class="hint">{w.opinionHint}</p>
      <ErrorSummary problems={problems} />
      <Radios path={at + '.inFavour'} label={w.opinion} problems={problems} value={choice} options={[{ value: 'true', label: w.inFavour }, { value: 'false', label: w.against }]} onInput={choose} />
      <TextArea path={at + '.reason'} about={id} names={[name]} elsewhere={own !== undefined} label={w.words} problems={problems} value={text} onInput={say} />
      {!review.value ? <Loading of={review} /> : questions.length === 0 ? <p>{w.noQuestions}</p> : (
        <fieldset>
          <legend>{w.questions}</legend>
          {questions.map((q) => <TextArea path={`${at}.answers.${q.code}`} about={id} names={[name]} elsewhere={own !== undefined} rows={2} label={said(q)} hint={[...before(q), t.bench.answerHint].join(' ')} problems={problems} value={answers[q.code] ?? ''} onInput={(value) => find((x) => ({ ...x, [q.code]: value }))} />)}
        </fieldset>
      )}
      <p class="actions"><Button type="submit" kind="primary" busy={busy}>{w.send}</Button><Button kind="plain" onClick={() => props.done()}>{w.closeForm}</Button></p>
    </form>
  );
}
