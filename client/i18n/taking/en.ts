/** English: taking a page or a strategy along as a file. */
export const en = {
  taking_title: 'Save “{title}” as a file',
  taking_allPages: 'All pages that you may read, in their order, in one file.',
  taking_format: 'Kind of file',
  taking_docx: 'Word',
  taking_docxMeans: 'To go on writing in another program.',
  taking_pdf: 'PDF',
  taking_pdfMeans: 'To print and to hand out.',
  taking_html: 'Web page',
  taking_htmlMeans: 'One file that opens in any browser.',
  taking_md: 'Markdown',
  taking_mdMeans: 'For other wikis and notes.',
  taking_whole: 'With guiding questions and internal parts',
  taking_wholeHint: 'Without them the file is as it would be published.',
  taking_save: 'Save',
  taking_making: 'Making the file…',
  taking_saved: 'Saved among your downloads as “{name}”.',
} as const
