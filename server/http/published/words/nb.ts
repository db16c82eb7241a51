import type { Words } from './words.ts'

/** På bokmål. */
export const words: Words = {
  notThere: 'Her er det ingenting',
  notThereText: 'Adressen kan være feil, eller det som sto her, er ikke for deg.',
  notHereText: 'Adressen kan være feil, eller siden er ikke i denne utgaven.',
  toFront: 'Gå til forsiden',
  signIn: 'Logg inn for å lese dette',
  signInText: 'Dette er åpent for alle i organisasjonen som er logget inn i Talkoot.',
  signInLink: 'Gå til innlogging',
  signInThen: 'Deretter kommer du tilbake til denne siden.',
  linkEnded: 'Denne lenken gjelder ikke lenger',
  linkEndedText: 'Be den som ga deg lenken, om en ny.',
  password: 'Denne lenken krever et passord',
  passwordText: 'Den som ga deg lenken, kan gi deg passordet.',
  passwordLabel: 'Passord',
  passwordOpen: 'Åpne',
  passwordWrong: 'Passordet er ikke riktig. Prøv igjen.',
  tooMany: 'For mange forsøk',
  tooManyText: 'Vent et kvarter og prøv igjen.',
  failed: 'Noe gikk galt',
  failedText: 'Det er ikke din feil. Prøv igjen om litt.',
  searchEmpty: 'Skriv et ord eller to av det du leter etter. Bøyde former blir også funnet.',
  searchNone: 'Fant ingenting for «{asked}». Prøv et annet ord, eller bare begynnelsen av det.',
  searchOne: 'Fant ett sted for «{asked}».',
  searchMany: 'Fant {n} steder for «{asked}».',
  searchFirst: 'De første {n} stedene for «{asked}».',
}
