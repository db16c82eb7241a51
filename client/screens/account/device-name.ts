/** What a browser calls itself, in words: the first that fits counts, since most pose as others. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|\bChrome\/|\bHeadlessChrome\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

export interface DeviceName {
  readonly browser: string | null
  readonly system: string | null
}

/** The browser and the system in a User-Agent; a program's own name where it is no browser. */
export function deviceName(agent: string): DeviceName {
  const named = (names: typeof browsers) => names.find(([sign]) => sign.test(agent))?.[1] ?? null
  return {
    browser: named(browsers) ?? /^[\w.-]{2,40}(?=[/ ]|$)/.exec(agent)?.[0] ?? null,
    system: named(systems),
  }
}
