/**
 * The launcher's styles, adopted by its shadow root. A constructed sheet is not inline style, so a host page
 * whose policy lacks `unsafe-inline` stays clean; `!important` on `:host` outranks whatever the page says of it.
 */
export const launcherStyles = `
:host{all:initial!important;position:fixed!important;z-index:2147483000!important;inset:auto 0 0 auto!important;color-scheme:light dark!important}
button,iframe{position:fixed;border:0;box-sizing:border-box}
button{right:20px;bottom:20px;width:56px;height:56px;padding:0;border-radius:50%;background:#464fae;color:#fff;cursor:pointer;display:grid;place-items:center;box-shadow:0 4px 16px #14163a40,0 0 0 1px #ffffff40}
button:hover{background:#3c4499}
button:focus-visible{outline:3px solid #464fae;outline-offset:3px;box-shadow:0 0 0 3px #fff}
svg{grid-area:1/1;width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;transition:opacity .15s ease-out}
.leaf :first-child{fill:currentColor;stroke:none}
.leaf{stroke:#464fae}
.x,[aria-expanded=true] .leaf{opacity:0}
[aria-expanded=true] .x{opacity:1}
i{position:absolute;top:2px;right:2px;width:14px;height:14px;border-radius:50%;background:#d92d20;border:2px solid #fff;box-sizing:border-box}
iframe{right:20px;bottom:88px;width:380px;height:640px;max-width:calc(100vw - 40px);max-height:calc(100dvh - 108px);border-radius:12px;background:Canvas;box-shadow:0 12px 40px #0f10303d,0 0 0 1px #80808040;color-scheme:light dark;transition:opacity .15s ease-out,transform .15s ease-out,visibility .15s}
iframe[inert]{visibility:hidden;opacity:0;transform:translateY(8px)}
@media(max-width:479.98px){
iframe{inset:0 0 auto;width:100vw;height:var(--h,100dvh);max-width:none;max-height:none;border-radius:0}
.ready[aria-expanded=true]{visibility:hidden}
}
@media(prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{:host{display:none!important}}
`;
