/** The look of an exported file: the product's colours and measures, with the fonts that a reader has. */
export const fileStyle = `
:root{color-scheme:light dark;--canvas:#fafaf8;--surface:#fff;--line:#e6e6e0;--text:#1c1d19;--quiet:#55574f;--mark:#f7dc3c;
--supports:#00687a;--contradicts:#9f2609;--partly:#936900;--accent:#2450c8;--notice:#fcf5e4}
@media (prefers-color-scheme:dark){:root{--canvas:#141513;--surface:#1b1c1a;--line:#2b2c29;--text:#ededea;--quiet:#b7b9b1;
--mark:#c9a91c;--supports:#5fc4d3;--contradicts:#f4825d;--partly:#ecc765;--accent:#8db2ff;--notice:#2e2612}}
*{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--text);font:15px/23px "Source Serif 4 Variable","Source Serif 4",Georgia,serif}
main{max-width:760px;margin:0 auto;padding:40px 16px 80px}
h1,h2,h3,h4,h5,h6{font-weight:600;line-height:1.3;overflow-wrap:anywhere}
h1{font-size:28px;font-weight:500;margin:4px 0 24px} h2{font-size:24px;font-weight:500;margin:0 0 8px;white-space:pre-wrap}
h3,h4,.facts,.quiet,.notice,.chip,figcaption,.kind,.judge,.sources{font-family:"Inter Variable",Inter,system-ui,sans-serif}
h3{font-size:16px;margin:32px 0 12px} h3 span{font-weight:400;color:var(--quiet);font-size:13px} h4{font-size:14px;margin:20px 0 8px}
article{border-top:1px solid var(--line);padding-top:32px;margin-top:40px}
.facts,.quiet,figcaption,.kind{font-size:12px;line-height:16px;color:var(--quiet)}
.facts{padding-bottom:12px;border-bottom:1px solid var(--line)}
.notice{background:var(--notice);border-radius:8px;padding:8px 12px;font-size:13px;line-height:18px}
.final{font-size:18px;line-height:30px}
.chip{font-size:11px;line-height:16px;padding:1px 6px;margin:0 1px;border:1px solid var(--line);border-radius:999px;text-decoration:none;color:var(--text);vertical-align:2px;white-space:nowrap}
.chip.source{border-radius:4px}
.point,.answer{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:4px 16px 12px;margin:12px 0}
.point:target,li:target{outline:2px solid var(--mark)}
.number{color:var(--quiet)} .kind{font-weight:400;margin-left:6px}
figure{margin:10px 0;padding-left:12px;border-left:3px solid var(--line)} figure blockquote{margin:0;border:0;padding:0;font-size:16px;line-height:25px}
.supports{border-color:var(--supports)} .contradicts{border-color:var(--contradicts)} .partly{border-color:var(--partly)}
.supports b{color:var(--supports)} .contradicts b{color:var(--contradicts)} .partly b{color:var(--partly)}
.judge{font-size:13px;line-height:18px} .sources{font-size:13px;padding-left:0;list-style:none} .sources li{margin:6px 0;overflow-wrap:anywhere}
a{color:var(--accent)} p,li{overflow-wrap:anywhere} blockquote{margin:12px 0;padding-left:12px;border-left:3px solid var(--line)}
code{font:13px/18px "JetBrains Mono Variable",ui-monospace,monospace} pre{overflow-x:auto;padding:12px;border:1px solid var(--line);border-radius:8px}
.wide{overflow-x:auto} table{border-collapse:collapse} th,td{border:1px solid var(--line);padding:4px 10px;text-align:left;vertical-align:top}
@media print{:root{--canvas:#fff;--surface:#fff} main{max-width:none;padding:0} .point,figure,tr{break-inside:avoid} h2,h3,h4{break-after:avoid} pre{white-space:pre-wrap}}
`;
