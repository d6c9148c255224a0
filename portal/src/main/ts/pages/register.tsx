/** Registration (R33): each mistake at its field; what happens with the data in plain words. */
import { useState } from 'preact/hooks';
import { api, type Me } from '../api';
import { navigate } from '../router';
import { language, t } from '../texts';
import { Button, ErrorSummary, Facts, Input, Loading, Notice, Page, useCommand, useLoad } from '../ui';

export function Register(props: { me: Me; reload: () => void }) {
  return props.me.registered ? <Registered /> : <Form reload={props.reload} />;
}

function Registered() {
  const person = useLoad(api.registration, 'me');
  return (
    <Page title={t.frame.myData} back="/portal">
      {!person.value ? <Loading of={person} /> : (
        <Facts facts={[[t.register.name, person.value.name], [t.register.idNumber, person.value.maskedIdNumber], [t.register.phone, person.value.phone], [t.register.mail, person.value.mail]]} />
      )}
      <Notice title={t.register.dataTitle}><p>{t.register.data}</p></Notice>
    </Page>
  );
}

function Form(props: { reload: () => void }) {
  const [person, set] = useState({ name: '', idNumber: '', phone: '', mail: '' });
  const { wrong, busy, run } = useCommand();
  const field = (name: keyof typeof person) => ({ path: name, value: person[name], problems: wrong, onInput: (value: string) => set((p) => ({ ...p, [name]: value })) });
  const send = () => run(async () => {
    await api.register({ ...person, language: language() === 'en' ? 'en' : 'zh' });
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
