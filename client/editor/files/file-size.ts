import type { Language } from '#contract/records.ts'

const units = ['byte', 'kilobyte', 'megabyte'] as const

/** Bytes as people read them: "340 kB", "1.2 MB". */
export function fileSize(bytes: number, language: Language): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const value = bytes / 1_000 ** step
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value)
}
