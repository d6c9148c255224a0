/** Colleagues are invited by a code, and come by it; an administrator appoints them, and nobody types a login (R37). */
import { useState } from 'preact/hooks';
import { api, type Capacity, type Role } from '../api';
import { fill, label, lastDay } from '../texts';
import { staffTexts } from '../texts/staff';
import { labels } from '../texts/labels';
import { Button, ErrorSummary, Input, Notice, Page, Select, under, useCommand } from '../ui';
import type { Known } from './applicant';

/** As it is read out, or typed: in groups of four. */
const grouped = (code: string) => code.match(/.{1,4}/g)?.join('-') ?? code;

/** For the own employer or office. */
export function Colleagues(props: { known: Known }) {
  const mine = props.known.me.appointments.filter((a) => a.role !== 'ADMINISTRATOR');
  const [chosen, choose] = useState('0');
  const capacity = mine[Number(chosen)];
  return (
    <Page title={staffTexts().invite.title} back="/portal/work">
      <p>{staffTexts().invite.lead}</p>
      {mine.length > 1 && <Select path="capacity" label={staffTexts().invite.as} value={chosen} options={mine.map((a, i) => ({ value: String(i), label: name(a) }))} onInput={choose} />}
      {mine.length === 1 && capacity && <p>{name(capacity)}</p>}
      {capacity && <Invite key={chosen} role={capacity.role} scope={capacity.scope} />}
    </Page>
  );
}
const name = (a: Capacity) => [label(labels.roles, a.role), a.scopeName].filter(Boolean).join(' ');

export function Invite(props: { role: Role; scope: string }) {
  const [person, setPerson] = useState('');
  const [invited, setInvited] = useState<{ name: string; code: string; until: string }>();
  const { wrong, busy, run } = useCommand();
  const problems = under('invite', wrong);
  const invite = () => run(async () => {
    setInvited(await api.invite(props.role, props.scope, person));
    setPerson('');
  });
  return (
    <>
      <div role="status">{invited && (
        <Notice kind="good" title={fill(staffTexts().invite.invited, { name: invited.name })}>
          <p>{fill(staffTexts().invite.tell, { address: location.origin + '/portal/invitation', day: lastDay(invited.until) })}</p>
          <p><b>{grouped(invited.code)}</b></p>
        </Notice>
      )}</div>
      <ErrorSummary problems={problems} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void invite(); }}>
        <Input path="invite.name" label={staffTexts().invite.name} problems={problems} value={person} onInput={setPerson} short />
        <Button type="submit" busy={busy}>{staffTexts().invite.send}</Button>
      </form>
    </>
  );
}

/** Whoever is invited signs in and enters the code. */
export function Accept() {
  const [code, setCode] = useState('');
  const [accepted, setAccepted] = useState<{ role: Role; name: string; appointed: boolean }>();
  const { wrong, busy, run, setWrong } = useCommand();
  const accept = () => run(async () => {
    if (!code.trim()) return setWrong([{ field: 'code', message: staffTexts().invite.codeNeeded }]);
    setAccepted(await api.accept(code));
  });
  return (
    <Page title={staffTexts().invite.accept} back="/portal">
      <div role="status">{accepted && <Notice kind="good" title={staffTexts().invite.accepted}><p>{fill(accepted.appointed ? staffTexts().invite.appointedText : staffTexts().invite.acceptedText, { name: accepted.name, role: label(labels.roles, accepted.role) })}</p></Notice>}</div>
      <ErrorSummary problems={wrong} />
      {!accepted && (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void accept(); }}>
          <Input path="code" label={staffTexts().invite.code} hint={staffTexts().invite.codeHint} problems={wrong} value={code} onInput={setCode} short />
          <Button type="submit" busy={busy}>{staffTexts().invite.accept}</Button>
        </form>
      )}
    </Page>
  );
}
