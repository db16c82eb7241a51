/** How a booklet looks as one file: paper and ink, one green, on screens of any width and on paper. */
export const bookletStyle = `
:root{color-scheme:light dark;--ink:#1b1f1d;--soft:#525a56;--line:#d9ded9;--sheet:#fff;--accent:#0f5c43;--tint:#e4eee9;--amber:#7a4b00}
@media(prefers-color-scheme:dark){:root{--ink:#e9ece9;--soft:#a9b3ad;--line:#3a423e;--sheet:#161a18;--accent:#7fcfae;--tint:#20302a;--amber:#e9b45f}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:44rem;padding:2rem 1.125rem 5rem;background:var(--sheet);color:var(--ink);font:1.0625rem/1.6 Literata,Charter,Georgia,serif;overflow-wrap:break-word;hyphens:auto}
header,nav,dl,.facts,.mark,.state,caption,footer{font-family:"Hanken Grotesk",system-ui,sans-serif}
header p{margin:0;color:var(--soft);font-size:.875rem;line-height:1.5}
h1,h2,h3,h4{line-height:1.2;text-wrap:balance}
h1{font-size:2.125rem;margin:.5rem 0 1rem;letter-spacing:-.01em}
h2{font-size:1.5rem;margin:2.5rem 0 .75rem}h3{font-size:1.1875rem;margin:2rem 0 .5rem}h4{font-size:1.0625rem;margin:1.5rem 0 .5rem}
a{color:var(--accent);text-underline-offset:.15em}a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav{margin:2rem 0;padding:1rem 0;border-block:1px solid var(--line)}nav h2{font-size:.875rem;margin:0;color:var(--soft);font-weight:500}nav ol{list-style:none;margin:.5rem 0 0;padding:0}nav a{display:block;padding:.25rem 0}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem 1.5rem;margin:0 0 1.75rem;padding:.875rem 1rem;background:var(--tint);border-radius:.5rem;font-size:.875rem;line-height:1.4}
dt{color:var(--soft)}dd{margin:.125rem 0 0;font-weight:600}
article+article{margin-top:4rem;padding-top:2rem;border-top:1px solid var(--line)}
.facts,.mark{font-size:.875rem;color:var(--soft);margin:.25rem 0 0;line-height:1.5}.mark{font-weight:600;margin:0}
.state{font-size:.875rem;color:var(--soft)}.done{color:var(--soft)}
.question{border-left:2px solid var(--accent);padding-left:1rem;color:var(--accent);font-family:"Hanken Grotesk",system-ui,sans-serif}
.internal,.callout{margin:1.25rem 0;padding:.75rem 1rem;border-left:3px solid var(--line)}.internal{border-left-style:dashed}.tip{border-color:var(--accent)}.important,.warning{border-color:var(--amber)}
.tasks{list-style:none;padding:0}.tasks li{padding:.375rem 0}
.rules,.flow{list-style:none;padding:0;counter-reset:n}.rules>li,.flow>li{counter-increment:n;position:relative;padding:.875rem 0 .875rem 2.5rem;border-top:1px solid var(--line)}.rules>li:before,.flow>li:before{content:counter(n);position:absolute;left:0;color:var(--accent);font:600 1.125rem/1.5 "Hanken Grotesk",system-ui,sans-serif;font-variant-numeric:tabular-nums}
.rules p,.flow p{margin:.25rem 0 0}.said{font-size:1.125rem}.flow .said{font-weight:600}.stance{font-weight:600}
.wide{overflow-x:auto;margin:1.25rem 0}table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.45;hyphens:manual}caption{text-align:left;color:var(--soft);font-size:.875rem;padding-bottom:.375rem}th,td{border-bottom:1px solid var(--line);padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top;min-width:6rem}th{font-weight:600}.center{text-align:center}.right{text-align:right}
pre{overflow-x:auto;padding:.875rem 1rem;background:var(--tint);border-radius:.5rem;font-size:.875rem;hyphens:manual}
blockquote{margin:1.25rem 0;padding-left:1rem;border-left:2px solid var(--line);color:var(--soft)}
figure{margin:1.5rem 0}img{max-width:100%;height:auto}figcaption,.gone{color:var(--soft);font-size:.875rem}
hr{border:0;border-top:1px solid var(--line);margin:2rem 0}footer{margin-top:4rem;color:var(--soft);font-size:.875rem}
@media print{:root{--sheet:#fff;--ink:#000;--soft:#444;--line:#bbb;--tint:#f2f2f2;--accent:#0f5c43}body{max-width:none;padding:0;font-size:11pt}article{break-before:page}article:first-of-type{break-before:auto}h1,h2,h3,h4,caption{break-after:avoid}li,tr,figure{break-inside:avoid}.wide{overflow:visible}a[href^=http]:after{content:" (" attr(href) ")";font-size:.8em;word-break:break-all}}
`
