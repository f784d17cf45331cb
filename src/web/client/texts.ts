/** The page's own words around the conversation, in three languages. */
import type { Language } from '../../content/schema.ts';

/** The page's languages, in the order of the server's texts; schemas are not bundled, so the list is said again. */
export const languages = ['fi', 'sv', 'en'] as const satisfies readonly Language[];

export interface PageTexts {
  readonly you: string;
  readonly bot: string;
  readonly write: string;
  readonly send: string;
  readonly answering: string;
  readonly slow: string;
  readonly human: string;
  readonly back: string;
  readonly restart: string;
  readonly more: string;
  readonly print: string;
  readonly save: string;
  readonly forget: string;
  readonly privacy: string;
  readonly accessibility: string;
  readonly sending: string;
  readonly notSent: string;
  readonly tooLarge: string;
  readonly tryAgain: string;
  readonly connecting: string;
  readonly offline: string;
  readonly busy: string;
  readonly startedAnew: string;
  readonly unavailable: string;
  readonly answers: string;
  readonly notice: string;
  readonly unverified: string;
  readonly checked: string;
  readonly source: string;
  readonly newTab: string;
  readonly left: string;
  readonly tooLong: string;
}

/** What the buttons say for the person: whole messages that the assistant knows as commands. */
export interface CommandWords {
  readonly human: string;
  readonly back: string;
  readonly restart: string;
  readonly forget: string;
  readonly language: string;
}

export const commandWords: Readonly<Record<Language, CommandWords>> = {
  fi: {
    human: 'Ihminen',
    back: 'Takaisin',
    restart: 'Aloita alusta',
    forget: 'Unohda minut',
    language: 'Suomeksi',
  },
  sv: {
    human: 'Människa',
    back: 'Tillbaka',
    restart: 'Börja om',
    forget: 'Glöm mig',
    language: 'På svenska',
  },
  en: { human: 'Human', back: 'Back', restart: 'Start over', forget: 'Forget me', language: 'In English' },
};

export const texts: Readonly<Record<Language, PageTexts>> = {
  fi: {
    you: 'Sinä:',
    bot: 'Palveluneuvoja:',
    write: 'Kirjoita omin sanoin',
    send: 'Lähetä',
    answering: 'Vastaus on tulossa',
    slow: 'Vastaus viipyy. Voit odottaa tai soittaa: hätätilanteessa 112, kiireellisessä asiassa 116117.',
    human: 'Ihminen',
    back: 'Takaisin',
    restart: 'Aloita alusta',
    more: 'Lisää',
    print: 'Tulosta keskustelu',
    save: 'Tallenna tekstinä',
    forget: 'Poista keskustelu',
    privacy: 'Tietosuoja',
    accessibility: 'Saavutettavuus',
    sending: 'Lähetetään…',
    notSent: 'Ei lähetetty. Jos olet vaarassa, soita 112.',
    tooLarge: 'Viesti on liian pitkä lähetettäväksi. Kirjoita lyhyemmin. Jos olet vaarassa, soita 112.',
    tryAgain: 'Yritä uudelleen',
    connecting: 'Yhdistetään…',
    offline: 'Ei yhteyttä. Yritetään uudelleen. Hätätilanteessa soita 112, kiireellisessä asiassa 116117.',
    busy: 'Palvelussa on ruuhkaa. Yritetään pian uudelleen. Hätätilanteessa soita 112, kiireellisessä asiassa 116117.',
    startedAnew: 'Aiempi keskustelu ei ole enää tallessa. Aloitettiin uusi.',
    unavailable: 'Palvelu ei juuri nyt vastaa. Hätätilanteessa soita 112, kiireellisessä asiassa 116117.',
    answers: 'Vastausvaihtoehdot',
    notice: 'Tärkeää',
    unverified: 'Ei vahvistettu',
    checked: 'Tarkistettu',
    source: 'Lähde',
    newTab: 'avautuu uuteen välilehteen',
    left: 'merkkiä jäljellä',
    tooLong: 'merkkiä liikaa. Lyhennä viestiä.',
  },
  sv: {
    you: 'Du:',
    bot: 'Palveluneuvoja:',
    write: 'Skriv med egna ord',
    send: 'Skicka',
    answering: 'Svaret är på väg',
    slow: 'Svaret dröjer. Du kan vänta eller ringa: 112 i en nödsituation, 116117 i brådskande ärenden.',
    human: 'Människa',
    back: 'Tillbaka',
    restart: 'Börja om',
    more: 'Mer',
    print: 'Skriv ut samtalet',
    save: 'Spara som text',
    forget: 'Radera samtalet',
    privacy: 'Dataskydd',
    accessibility: 'Tillgänglighet',
    sending: 'Skickas…',
    notSent: 'Inte skickat. Om du är i fara, ring 112.',
    tooLarge: 'Meddelandet är för långt att skicka. Skriv kortare. Om du är i fara, ring 112.',
    tryAgain: 'Försök igen',
    connecting: 'Ansluter…',
    offline: 'Ingen förbindelse. Vi försöker igen. Ring 112 i en nödsituation, 116117 i brådskande ärenden.',
    busy: 'Det är rusning i tjänsten. Vi försöker snart igen. Ring 112 i en nödsituation, 116117 i brådskande ärenden.',
    startedAnew: 'Det tidigare samtalet finns inte längre sparat. Ett nytt har börjat.',
    unavailable: 'Tjänsten svarar inte just nu. Ring 112 i en nödsituation, 116117 i brådskande ärenden.',
    answers: 'Svarsalternativ',
    notice: 'Viktigt',
    unverified: 'Inte bekräftat',
    checked: 'Kontrollerat',
    source: 'Källa',
    newTab: 'öppnas i en ny flik',
    left: 'tecken kvar',
    tooLong: 'tecken för mycket. Förkorta meddelandet.',
  },
  en: {
    you: 'You:',
    bot: 'Palveluneuvoja:',
    write: 'Write in your own words',
    send: 'Send',
    answering: 'The answer is coming',
    slow: 'The answer takes long. You can wait or call: 112 in an emergency, 116117 in an urgent matter.',
    human: 'Human',
    back: 'Back',
    restart: 'Start over',
    more: 'More',
    print: 'Print the conversation',
    save: 'Save as text',
    forget: 'Delete the conversation',
    privacy: 'Privacy',
    accessibility: 'Accessibility',
    sending: 'Sending…',
    notSent: 'Not sent. If you are in danger, call 112.',
    tooLarge: 'The message is too long to send. Write a shorter one. If you are in danger, call 112.',
    tryAgain: 'Try again',
    connecting: 'Connecting…',
    offline: 'No connection. Trying again. In an emergency call 112, in an urgent matter 116117.',
    busy: 'The service is crowded. Trying again soon. In an emergency call 112, in an urgent matter 116117.',
    startedAnew: 'The earlier conversation is no longer kept. A new one has begun.',
    unavailable:
      'The service does not answer right now. In an emergency call 112, in an urgent matter 116117.',
    answers: 'Answers to choose from',
    notice: 'Important',
    unverified: 'Not verified',
    checked: 'Checked',
    source: 'Source',
    newTab: 'opens in a new tab',
    left: 'characters left',
    tooLong: 'characters too many. Shorten the message.',
  },
};
