// LaTeX to SVG without a browser: MathJax 3 on its own small document tree.
//
// The SVG that MathJax writes leaves the widths of table rules to a style sheet and numbers its
// glyphs through the life of the program.  Here every line gets its width, and the numbers go,
// so that a formula gives the same text whenever and in whatever order it is asked for.  For the
// same reason \newcommand is left out: its definitions would outlive their formula.
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/cancel/CancelConfiguration.js';
import 'mathjax-full/js/input/tex/color/ColorConfiguration.js';
import 'mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';

const RULE = 0.04; // TeX's default_rule_thickness in em; MathJax draws for screens and takes 0.06
const UNWANTED = /^(data-|aria-|focusable$|role$|style$|class$|width$|height$)/;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const input = new TeX({
  packages: ['base', 'ams', 'cancel', 'color', 'boldsymbol'],
  formatError: (_jax, error) => { throw Error(error.message); },
});
const output = new SVG({ fontCache: 'local' });
output.font.params.rule_thickness = RULE;
const page = mathjax.document('', { InputJax: input, OutputJax: output });

function finish(node) {
  const kind = adaptor.kind(node);
  if (kind === '#text') return;
  const line = adaptor.getAttribute(node, 'data-line');
  const frame = adaptor.getAttribute(node, 'data-frame');
  if (line || frame) {
    adaptor.setAttribute(node, 'fill', 'none');
    if (!adaptor.getAttribute(node, 'stroke-width')) {
      adaptor.setAttribute(node, 'stroke-width', String(1000 * RULE));
    }
    const style = adaptor.getAttribute(node, 'class') || '';
    if (style.includes('dashed')) adaptor.setAttribute(node, 'stroke-dasharray', '140');
    if (style.includes('dotted')) {
      adaptor.setAttribute(node, 'stroke-linecap', 'round');
      adaptor.setAttribute(node, 'stroke-dasharray', '0,140');
    }
  }
  const width = adaptor.getStyle(node, 'stroke-width');
  if (width) adaptor.setAttribute(node, 'stroke-width', width);
  const outermost = kind === 'svg' && adaptor.getAttribute(node, 'role');
  for (const { name } of adaptor.allAttributes(node)) {
    const size = (name === 'width' || name === 'height') && !outermost;
    if (!size && UNWANTED.test(name)) adaptor.removeAttribute(node, name);
  }
  for (const child of adaptor.childNodes(node)) finish(child);
}

function draw(latex, display) {
  const box = page.convert(latex, { display, em: 16, ex: 8, containerWidth: 1280 });
  const svg = adaptor.childNodes(box).find((child) => adaptor.kind(child) === 'svg');
  finish(svg);
  return adaptor.outerHTML(svg).replace(/MJX-\d+-/g, '');
}

// One [svg, null] or [null, reason] for each [latex, display].
globalThis.drawings = (formulas) => formulas.map(([latex, display]) => {
  try {
    return [draw(latex, display), null];
  } catch (error) {
    return [null, String(error.message || error)];
  }
});
