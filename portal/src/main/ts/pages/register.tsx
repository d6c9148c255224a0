/** Registration (R33): each mistake at its field; what happens with the data in plain words. */
import { useEffect, useState } from 'preact/hooks';
import { api, NoAnswer, type KeptClass, type Me, type Registration } from '../api';
import { navigate } from '../router';
import { fill, language, said, t } from '../texts';
import { Button, downloadOwnData, ErrorSummary, Facts, Input, Link, Loading, Notice, Page, problems, useCommand, useLoad, type Problem } from '../ui';

export function Register(props: { me: Me; reload: () => void }) {
  return props.me.registered ? <Registered /> : <Form reload={props.reload} />;
}

function Registered() {
  const person = useLoad(api.registration, 'me');
  const { wrong, busy, run } = useCommand();
  const save = () => run(downloadOwnData);
  return (
    <Page title={t.frame.myData} back="/portal">
      {!person.value ? <Loading of={person} /> : (<>
        <Facts facts={[[t.register.name, person.value.name], [t.register.idNumber, person.value.maskedIdNumber], [t.register.phone, person.value.phone], [t.register.mail, person.value.mail]]} />
        {person.value.mailRefusedAt && <Notice kind="warning"><p>{fill(t.register.mailRefused, { mail: person.value.mail })}</p></Notice>}
        {person.value.newMail && <NewMail key={person.value.newMail} person={person.value} mail={person.value.newMail} done={person.reload} />}
        <Contact key={person.value.phone + person.value.mail} phone={person.value.phone} mail={person.value.mail} done={person.reload} />
        {!!person.value.integrityRecords?.length && <Notice kind="warning"><p>{t.integrity.concerned}</p><p><Link to="/portal/integrity">{t.integrity.own}</Link></p></Notice>}
      </>)}
      <Notice title={t.register.dataTitle}><p>{t.register.data}</p></Notice>
      <Kept />
      <ErrorSummary problems={wrong} />
      <p><Button kind="plain" busy={busy} onClick={() => void save()}>{t.register.download}</Button></p>
    </Page>
  );
}

/** What is held, and until when, as the rules themselves say it (R47). */
function Kept() {
  const [wanted, want] = useState(false);
  const catalogue = useLoad(async () => (wanted ? (await api.catalogue()).retention : []), String(wanted));
  return (
    <details onToggle={(event) => event.currentTarget.open && want(true)}>
      <summary>{t.register.kept}</summary>
      {!catalogue.value ? <Loading of={catalogue} /> : <Facts facts={catalogue.value.map((c) => [said(c.what), <>{fill(t.register.keptFrom, { period: keptFor(c), from: said(c.from) })}<p class="hint">{said(c.why)}</p></>])} />}
    </details>
  );
}

/** An ISO 8601 period, such as `P3Y` or `P18M`. */
const keptFor = (c: KeptClass) => {
  const parts = [...(c.period ?? '').matchAll(/(\d+)([YMWD])/g)].map(([, count, unit]) => fill(t.register[unit as 'Y' | 'M' | 'W' | 'D'], { count: count ?? '' }));
  return parts.length ? parts.join(' ') : t.register.forGood;
};

/** Another address holds once the code that was sent to it is entered (R36). */
function NewMail(props: { person: Registration; mail: string; done: () => Promise<void> }) {
  const [code, setCode] = useState('');
  const { wrong, busy, run, setWrong } = useCommand();
  const confirm = () => run(async () => {
    if (!code.trim()) return setWrong([{ field: 'code', message: t.register.codeNeeded }]);
    await api.correctContact({ phone: props.person.phone, mail: props.mail, language: mailLanguage(), code });
    await props.done();
  });
  return (
    <Notice kind="warning">
      <p>{fill(t.register.newMail, { mail: props.mail })}</p>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void confirm(); }}>
        <Input path="code" label={t.verify.code} inputMode="numeric" problems={wrong} value={code} onInput={setCode} short />
        <Button type="submit" busy={busy}>{t.register.confirmMail}</Button>
      </form>
    </Notice>
  );
}

const mailLanguage = () => (language() === 'en' ? 'en' : 'zh');

function Contact(props: { phone: string; mail: string; done: () => Promise<void> }) {
  const [phone, setPhone] = useState(props.phone);
  const [mail, setMail] = useState(props.mail);
  const { wrong, busy, run } = useCommand();
  const save = () => run(async () => {
    await api.correctContact({ phone, mail, language: mailLanguage() });
    await props.done();
  });
  return (
    <details>
      <summary>{t.register.correct}</summary>
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Input path="phone" label={t.register.phone} type="tel" inputMode="tel" autoComplete="tel" problems={wrong} value={phone} onInput={setPhone} short />
        <Input path="mail" label={t.register.mail} type="email" inputMode="email" autoComplete="email" problems={wrong} value={mail} onInput={setMail} />
        <Button type="submit" busy={busy}>{t.frame.save}</Button>
      </form>
    </details>
  );
}

/** A line that is down is told when it is sent. */
const problemsAtFields = (error: unknown): Problem[] => (error instanceof NoAnswer ? [] : problems(error));

function Form(props: { reload: () => void }) {
  const [person, set] = useState({ name: '', idNumber: '', phone: '', mail: '' });
  const { wrong, busy, run } = useCommand();
  // What is wrong stands at a field once it was left, and goes while it is mended; of what was typed since nothing is known yet.
  const [left, setLeft] = useState<string[]>([]);
  const [found, setFound] = useState<{ of: typeof person; wrong: Problem[] }>({ of: person, wrong: [] });
  useEffect(() => {
    if (!left.length) return undefined;
    let over = false;
    const timer = setTimeout(() => void api.tryRegistration({ ...person, language: mailLanguage() }).then(() => [], problemsAtFields).then((next) => { if (!over) setFound({ of: person, wrong: next }); }), 400);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [person, left]);
  const isOld = (field: string) => found.of[field as keyof typeof person] !== person[field as keyof typeof person];
  const shown = [...wrong, ...found.wrong.filter((p) => left.includes(p.field ?? '') && !isOld(p.field ?? '') && !wrong.some((w) => w.field === p.field))];
  const field = (name: keyof typeof person) => ({ path: name, value: person[name], problems: shown, onLeave: () => setLeft((l) => [...l, name]), onInput: (value: string) => set((p) => ({ ...p, [name]: value })) });
  const send = () => run(async () => {
    await api.register({ ...person, language: mailLanguage() });
    props.reload();
    navigate('/portal/applications');
  });
  return (
    <Page title={t.register.title} back="/portal">
      <ErrorSummary problems={wrong} />
      <form noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Input {...field('name')} label={t.register.name} hint={t.register.nameHint} autoComplete="name" />
        <Input {...field('idNumber')} label={t.register.idNumber} hint={t.register.idHint} />
        <Input {...field('phone')} label={t.register.phone} type="tel" inputMode="tel" autoComplete="tel" />
        <Input {...field('mail')} label={t.register.mail} hint={t.register.mailHint} type="email" inputMode="email" autoComplete="email" />
        <Notice title={t.register.dataTitle}><p>{t.register.data}</p></Notice>
        <Button type="submit" busy={busy}>{t.register.send}</Button>
      </form>
    </Page>
  );
}
