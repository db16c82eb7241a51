/** English: pictures and attachments in a page's text. */
export const files = {
  // Putting in
  tool_files: 'Picture or file',
  file_leaveTitle: 'Leave the page?',
  file_leaveText: 'A file is still on its way to this page. If you leave now, it is not added.',
  file_leave: 'Leave',
  file_stay: 'Stay here',
  file_sending: '{name} is being sent',
  file_waiting: '{name} is waiting for its turn',
  file_making: '{name} has arrived and is being prepared',
  file_progress: 'How far {name} has come',
  file_stop: 'Stop',
  file_failed: '{name} is not in the page.',
  file_discard: 'Leave it out',
  file_added: '{name} is in the page.',
  file_pictureAdded: '{name} is in the page. It still needs an alternative text.',

  // Why not
  file_tooLarge: 'The file is larger than {n} MB, which is the most a page takes.',
  file_pageFull: 'This page holds as many files as a page can.',
  file_strategyFull: 'The files of this strategy take up all the room there is for them.',
  file_damaged: 'The picture cannot be read. Perhaps it is damaged.',
  file_heic: 'Pictures in the format HEIC cannot be read here. Save it as a JPEG first.',
  file_tooManyPixels: 'The picture has too many pixels. Make it smaller first.',
  file_empty: 'The file is empty.',
  file_incomplete: 'Not all of the file arrived.',
  file_offline:
    'There is no connection. It is sent as soon as there is one, as long as this page stays open.',
  file_noRoom: 'The server cannot store files at the moment.',
  file_notYours: 'You can’t put it here: the file is gone, or your rights have changed.',

  // Pictures
  picture_plain: 'Picture',
  picture_caption: 'Caption',
  picture_unseen: 'This picture can’t be shown: it is gone, or it is not for you.',
  picture_offline: 'Without a connection this picture can’t be shown.',
  picture_altMissing: 'Alternative text is missing',
  picture_alt: 'Alternative text',
  picture_isDecoration: 'Only decoration',
  picture_altQuestion: 'What does one see in the picture?',
  picture_altHint: 'For people who don’t see it, in a sentence or two.',
  picture_onlyDecoration: 'It is only decoration and says nothing',
  picture_remove: 'Remove the picture',

  // Attachments
  file_plain: 'File',
  file_unseen: '{name} can’t be found.',
  file_download: 'download',
  file_remove: 'Remove the file',
  file_foreign: 'This belongs to another page, and not everyone who reads here may see it.',
  file_copyHere: 'Copy it to this page',
} as const
