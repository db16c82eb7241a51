import type { Words } from './words.ts'

/** På svenska. */
export const words: Words = {
  notThere: 'Här finns ingenting',
  notThereText: 'Adressen kan vara fel, eller så är det som fanns här inte för dig.',
  notHereText: 'Adressen kan vara fel, eller så finns sidan inte i den här utgåvan.',
  toFront: 'Gå till förstasidan',
  signIn: 'Logga in för att läsa det här',
  signInText: 'Det här är öppet för alla i organisationen som är inloggade i Talkoot.',
  signInLink: 'Gå till inloggningen',
  signInThen: 'Sedan kommer du tillbaka till den här sidan.',
  linkEnded: 'Den här länken gäller inte längre',
  linkEndedText: 'Be den som gav dig länken om en ny.',
  password: 'Den här länken kräver ett lösenord',
  passwordText: 'Den som gav dig länken kan ge dig lösenordet.',
  passwordLabel: 'Lösenord',
  passwordOpen: 'Öppna',
  passwordWrong: 'Lösenordet är inte rätt. Försök igen.',
  tooMany: 'För många försök',
  tooManyText: 'Vänta en kvart och försök igen.',
  failed: 'Något gick fel',
  failedText: 'Det är inte ditt fel. Försök igen om en stund.',
  searchEmpty: 'Skriv ett eller två ord av det du söker. Böjda former hittas också.',
  searchNone: 'Inget hittades för ”{asked}”. Prova ett annat ord, eller bara början av det.',
  searchOne: 'Ett ställe hittades för ”{asked}”.',
  searchMany: '{n} ställen hittades för ”{asked}”.',
  searchFirst: 'De första {n} ställena för ”{asked}”.',
}
