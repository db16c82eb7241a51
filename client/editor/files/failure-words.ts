/** Why a file did not get into the page. */
import { largestFile } from '#contract/file-limits.ts'
import type { Translate } from '../../i18n/catalogue.ts'
import type { Failure } from '../../net/failure.ts'

/** In the person's language; faults of ours stay general. */
export function failureWords(t: Translate, { code, details }: Failure): string {
  switch (code) {
    case 'too-large':
      if (details['full'] === 'page') return t('file_pageFull')
      if (details['full'] === 'strategy') return t('file_strategyFull')
      return t('file_tooLarge', { n: largestFile / 1_000_000 })
    case 'invalid-input':
      return wordsOfReason(t, details['reason'])
    case 'unreachable':
      return t('file_offline')
    case 'storage-unavailable':
      return t('file_noRoom')
    case 'not-found':
    case 'forbidden':
      return t('file_notYours')
    default:
      return t(`error_${code}`)
  }
}

function wordsOfReason(t: Translate, reason: string | undefined): string {
  switch (reason) {
    case 'heic':
      return t('file_heic')
    case 'too-many-pixels':
      return t('file_tooManyPixels')
    case 'empty':
      return t('file_empty')
    case 'damaged':
      return t('file_damaged')
    default:
      return t('file_incomplete')
  }
}
