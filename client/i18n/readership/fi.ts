import { fates } from '../fates/fi.ts'
import type { ReadershipCatalogue } from './readership-catalogue.ts'

/** Finnish: how a strategy is published, and what its readers say. */
export const fi: ReadershipCatalogue = {
  ...fates,
  pub_editions: 'Versiot',
  pub_feedback: 'Palaute',
  pub_readings: 'Lukeneet',
  pub_settings: 'Asetukset',

  set_lead: 'Missä julkaistut versiot ovat, kuka niihin pääsee ja mitä lukijoilta kysytään.',
  set_firstLead:
    'Strategialla ei ole vielä osoitetta. Tallentaminen ei julkaise mitään: se vain kertoo, missä julkaistut versiot tulevat olemaan.',
  set_address: 'Osoite',
  set_slug: 'Nimi osoitteessa',
  set_slugHint: 'Pieniä kirjaimia a–z, numeroita ja yhdysmerkkejä sanojen välissä.',
  set_whole: 'Lukijat löytävät sen osoitteesta',
  set_slugMissing: 'Anna nimi.',
  set_slugWrong:
    'Vain pieniä kirjaimia a–z ja numeroita, välissä yksi yhdysmerkki kerrallaan: ”viestintastrategia”.',
  set_slugTaken: 'Tämä osoite on toisella strategialla. Valitse toinen.',
  set_slugChanges:
    'Linkit, joita on tallennettu osoitteeseen {old}, lakkaavat toimimasta. Kerro ennen tallentamista niille, jotka linkittävät siihen.',

  set_reach: 'Kuka saa lukea',
  set_reach_network: 'Kaikki, jotka pääsevät tälle palvelimelle',
  set_reachMeans_network:
    'Ilman kirjautumista. Intranetissä kaikki organisaation verkossa, avoimessa internetissä kuka tahansa.',
  set_reach_signedIn: 'Kirjautuneet',
  set_reachMeans_signedIn: 'Kaikki, joilla on tunnus tässä Talkoossa, roolista riippumatta.',
  set_reach_link: 'Ne, joilla on linkki',
  set_reachMeans_link:
    'Tunnusta ei tarvita. Jos joku antaa linkin eteenpäin, muutkin pääsevät lukemaan.',
  set_drafts: 'Näin avautuvat vain julkaistut versiot, eivät koskaan luonnokset tai kommentit.',

  set_link: 'Linkki',
  set_linkNone: 'Linkki tehdään, kun tallennat. Aiemmin tehty toimii taas.',
  set_linkIs:
    'Linkki on voimassa. Se näytettiin, kun se tehtiin, eikä sitä voi näyttää uudelleen. Jos se on kadonnut, tee uusi.',
  set_linkEnded: 'Linkin aika on päättynyt. Anna sille myöhempi päivä tai tee uusi.',
  set_linkNew: 'Tee uusi linkki…',
  set_linkNewTitle: 'Tehdäänkö uusi linkki?',
  set_linkNewText:
    'Nykyinen linkki lakkaa toimimasta heti, myös niiltä, jotka ovat jo avanneet sen. Lähetä uusi kaikille, joiden on tarkoitus lukea.',
  set_linkNewYes: 'Tee uusi linkki',
  set_linkSaveFirst: 'Tallenna ensin muut muutokset.',
  set_linkMade: 'Linkki on valmis',
  set_linkOnce:
    'Linkki näkyy vain nyt. Jos se katoaa, tee uusi. Sen jälkeen tällä ei enää pääse lukemaan.',
  set_linkUntil: 'Voimassa asti',
  set_linkUntilHint: 'Linkki toimii tuon päivän loppuun. Tyhjä: ei päättymispäivää.',
  set_linkOver: 'Tämä päivä on mennyt: linkillä ei enää pääse lukemaan.',

  set_password: 'Linkin salasana',
  set_passwordNone: 'Ei salasanaa: linkki riittää.',
  set_passwordIs: 'Linkin lisäksi kysytään salasana.',
  set_passwordSet: 'Aseta salasana',
  set_passwordChange: 'Vaihda salasana',
  set_passwordRemove: 'Poista salasana',
  set_passwordKeep: 'Jätä ennalleen',
  set_passwordGoes: 'Salasana poistuu, kun tallennat.',
  set_passwordHint: 'Vähintään 8 merkkiä. Kerro se muuta kautta kuin linkki.',
  set_passwordShort: 'Vähintään 8 merkkiä.',

  set_embedding: 'Muilla sivustoilla',
  set_embeddingLead:
    'Osoitteet, joiden sivuilla julkaistut versiot saa näyttää kehyksessä, esimerkiksi intranet.',
  set_embeddingNone: 'Mikään muu sivusto ei saa näyttää niitä.',
  set_origin: 'Osoite, joka saa näyttää',
  set_originHint:
    'Esimerkiksi https://intranet.example.org, tai https://*.example.org, kun kaikki sen alla saavat.',
  set_originAdd: 'Lisää',
  set_originAdded: '{origin} on lisätty. Se tulee voimaan, kun tallennat.',
  set_remove: 'Poista',
  set_originRemove: 'Poista {origin}',
  set_originRemoved: '{origin} on poistettu. Se tulee voimaan, kun tallennat.',
  set_originMissing: 'Kirjoita osoite.',
  set_originWrong: 'Tämä ei ole sivuston osoite. Alussa on https:// ja sen jälkeen sivuston nimi.',
  set_originTwice: 'Se on jo luettelossa.',
  set_originMost: { one: 'Enintään {n} osoite.', other: 'Enintään {n} osoitetta.' },
  set_frameReach:
    'Toisen sivuston kehyksessä useimmat selaimet eivät muista kirjautumista eivätkä avattua linkkiä. Kaikille verkossa avoin toimii jokaisessa kehyksessä.',
  set_snippets: 'Sivulle liitettävä koodi',
  set_snippetAll: 'Koko versio',
  set_snippetRules: 'Vain pelisäännöt',
  set_snippetCopy: 'Kopioi koodi',
  set_snippetUnsaved: 'Koodissa on tallennettu osoite: tallenna ensin.',
  set_sharepoint:
    'SharePointissa sivuston ylläpitäjän on ensin lisättävä {host} osoitteisiin, joita sivusto saa näyttää kehyksessä (HTML-kentän suojaus).',

  set_readers: 'Mitä lukijoilta kysytään',
  set_feedback: 'Pyydä palautetta',
  set_feedbackMeans:
    'Joka sivulla on lomake. Lukija saa osoitteen, josta näkee, mitä hänen palautteelleen tapahtui.',
  set_feedbackDays: 'Luvattu vastausaika, työpäivää',
  set_feedbackDaysHint: 'Lukijat näkevät lupauksen. Valitse sellainen, jonka voit pitää.',
  set_feedbackDaysWrong: '1–60 työpäivää.',
  set_confirmation: 'Pyydä lukijoita kuittaamaan, että he ovat lukeneet',
  set_confirmationMeans:
    'Vain kirjautuneet voivat kuitata. Heidät lasketaan yksiköittäin; nimiä ei luetella.',

  set_save: 'Tallenna',
  set_drop: 'Peru muutokset',
  set_unsaved: 'Ei vielä tallennettu',
  set_notSaved: 'Ei tallennettu: katso merkityt kohdat.',
  set_leaveTitle: 'Poistutaanko tallentamatta?',
  set_leaveText: 'Asetuksiin tehtyjä muutoksia ei ole tallennettu.',
  set_leaveYes: 'Poistu tallentamatta',
  set_stay: 'Jää tähän',

  set_notYet: 'Strategialla ei ole vielä julkaisuosoitetta. Sen valitsee fasilitaattori.',
  set_feedbackOn: {
    one: 'Lukijoilta pyydetään palautetta, ja vastaus luvataan {n} työpäivässä.',
    other: 'Lukijoilta pyydetään palautetta, ja vastaus luvataan {n} työpäivässä.',
  },
  set_feedbackOff: 'Lukijoilta ei pyydetä palautetta.',
  set_confirmationOn: 'Lukijoita pyydetään kuittaamaan, että he ovat lukeneet.',
  set_confirmationOff: 'Lukijoita ei pyydetä kuittaamaan, että he ovat lukeneet.',

  consent_title: 'Sinun nimesi',
  consent_switch: 'Mainitse nimeni kohdassa ”Näin tämä tehtiin”',
  consent_means:
    'Se, mitä kirjoitit, on mukana joka tapauksessa. Ilman tätä olet vain yksi luvussa, ja alle viiden lukuja ei näytetä.',
  consent_back:
    'Voit perua tämän milloin tahansa. Silloin nimesi poistuu myös tällä palvelimella olevista aiemmista versioista.',
  consent_on: 'Nimesi mainitaan julkaistuissa versioissa.',
  consent_off: 'Nimeäsi ei mainita julkaistuissa versioissa.',

  fb_lead:
    'Mitä julkaistujen versioiden lukijat kirjoittivat. He näkevät, mitä palautteelle tapahtui.',
  fb_empty: 'Kukaan ei ole vielä kirjoittanut',
  fb_emptyText:
    'Lukijoiden palaute tulee tänne: fasilitaattoreille kaikki, muille se, mikä koskee heidän vastuullaan olevia sivuja.',
  fb_emptyOff: 'Lukijoilta ei pyydetä palautetta.',
  fb_emptySettings: 'Pyydä palautetta asetuksissa',
  fb_filters: 'Valitse, mitä näytetään',
  fb_state: 'Tila',
  fb_state_all: 'Kaikki',
  fb_state_open: 'Odottaa vastausta',
  fb_state_late: 'Myöhässä',
  fb_state_answered: 'Vastattu',
  fb_page: 'Sivu',
  fb_page_all: 'Kaikki sivut',
  fb_page_whole: 'Kokonaisuus',
  fb_open: { one: '{n} odottaa vastausta', other: '{n} odottaa vastausta' },
  fb_answered: { one: '{n} vastattu', other: '{n} vastattu' },
  fb_noneOpen: 'Mikään ei odota vastausta.',
  fb_none: 'Tällä rajauksella ei ole mitään.',
  fb_clear: 'Näytä kaikki',
  fb_of: 'Palaute: {name}',
  fb_nobody: 'Nimetön',
  fb_signedIn: 'kirjautunut',
  fb_edition: 'Versio {number}',
  fb_by: 'Vastaus luvattu viimeistään {date}',
  fb_late: 'Myöhässä: luvattu viimeistään {date}',
  fb_more: 'Näytä koko teksti',
  fb_less: 'Näytä vähemmän',
  fb_answer: 'Kerro, mitä tapahtui',
  fb_change: 'Muuta',
  fb_changeOf: 'Muuta, mitä palautteelle tapahtui: {name}',
  fb_answerOf: 'Kerro, mitä tapahtui: palaute, {name}',
  fb_answeredBy: '{name}, {date}',
  fb_title: 'Mitä palautteelle tapahtui?',
  fb_reason: 'Vastaus ja perustelu',
  fb_reasonHint: 'Lukija näkee sen, samoin jokainen, jolla on hänen palautteensa osoite.',
  fb_reasonMissing: 'Perustele yhdellä lauseella. Lukijalle on luvattu vastaus.',
  fb_send: 'Tallenna vastaus',
  fb_saved: 'Vastaus on tallennettu. Lukija näkee sen.',
  fb_notMine: 'Tähän vastaa fasilitaattori tai sivun vastuuhenkilö.',
  fb_means_answered: 'Se oli kysymys tai huomautus. Vastaus on alla.',
  fb_means_adopted: 'Tekstissä sanotaan niin, tai seuraavassa versiossa sanotaan.',
  'fb_means_adopted-changed': 'Tekstissä sanotaan niin, tai tullaan sanomaan, toisin sanoin.',
  fb_means_merged: 'Se käsitellään yhdessä muun palautteen kanssa.',
  fb_means_parked: 'Hyvä ajatus, mutta ei vielä.',
  fb_means_declined: 'Teksti jää ennalleen.',

  rd_lead: 'Kuinka moni organisaatiossa on kuitannut lukeneensa voimassa olevan version.',
  rd_none: 'Mitään ei ole vielä julkaistu',
  rd_noneText: 'Kun ensimmäinen versio on julkaistu, näet täällä, kuinka moni on lukenut sen.',
  rd_off: 'Lukijoita ei pyydetä kuittaamaan, että he ovat lukeneet.',
  rd_offSettings: 'Pyydä sitä asetuksissa',
  rd_all: 'Version {number} on kuitannut lukeneensa {read} ihmistä. Ihmisiä on kaikkiaan {all}.',
  rd_few:
    'Version {number} on kuitannut lukeneensa alle viisi ihmistä, tai kaikki paitsi alle viisi. Ihmisiä on kaikkiaan {all}.',
  rd_table: 'Version {number} lukeneet yksiköittäin',
  rd_unit: 'Yksikkö',
  rd_read: 'Lukenut',
  rd_people: 'Ihmisiä',
  rd_share: 'Osuus',
  rd_fewRead: 'Ei näytetä: paljastaisi alle viiden ryhmän',
  rd_noUnits:
    'Missään yksikössä ei ole vielä viittä ihmistä, joten yksiköittäin ei lasketa mitään.',
  rd_why: 'Miksi pieniä ryhmiä ei lasketa',
  rd_whyText:
    'Ketään ei saa tunnistaa luvusta. Alle viiden ihmisen yksiköt jätetään pois. Lukua ei näytetä myöskään, jos se paljastaisi alle viiden ryhmän: lukeneista, lukemattomista tai niistä, jotka jäävät jäljelle, kun muut vähennetään. Kukaan ei näe, ketkä ovat lukeneet.',
  rd_notYours: 'Fasilitaattori näkee, kuinka moni on lukenut.',
}
