// Looks at pages as those who see little do, in a browser: by day and by night, from a narrow screen to a wide one, and on
// paper. Argument: a JSON file, { "browser": path, "pages": [paths] }. Prints, as JSON, what is wrong, what a person has to judge
// ("incomplete"), what is only advised, and how many views were looked at.

const fs = require("fs");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const MUST = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const WIDTHS = [320, 768, 1280, 1920];

// What a view is: who looks, and through what.
const VIEWS = [];
for (const colorScheme of ["light", "dark"]) {
  for (const width of WIDTHS) VIEWS.push({ media: "screen", colorScheme, width });
}
// The width that a sheet of A4 leaves between its margins.
VIEWS.push({ media: "print", colorScheme: "light", width: 680 });

// What axe does not say: a page that scrolls sideways, a frame that no key reaches.
function layout() {
  const faults = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) {
    const frames = [...document.querySelectorAll("main *")].filter((element) => getComputedStyle(element).overflowX !== "visible");
    const wide = [...document.querySelectorAll("main *")].filter(
      (element) => element.scrollWidth > innerWidth && !frames.some((frame) => frame.contains(element)),
    );
    const names = wide.slice(0, 3).map((element) => `<${element.tagName} ${element.className}> ${element.textContent.slice(0, 60)}`);
    faults.push(`the page is ${root.scrollWidth} wide: ${names.join(" | ")}`);
  }
  for (const element of document.querySelectorAll("body *")) {
    const overflow = getComputedStyle(element).overflowX;
    const scrolls = ["auto", "scroll"].includes(overflow) && element.scrollWidth > element.clientWidth;
    if (scrolls && element.tabIndex < 0) faults.push(`<${element.tagName} ${element.className}> scrolls and takes no focus`);
  }
  return faults;
}

// A result of axe, in short.
function short(result) {
  return result.nodes.map((node) => {
    const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" ");
    return `${result.id}: ${node.html.slice(0, 160)} (${why.slice(0, 200)})`;
  });
}

// What axe leaves to people, in a frame that scrolls or on a word of one letter: the contrast of each text with what is behind it.
function contrasts() {
  const faults = [];
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = color.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [red, green, blue, alpha = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (alpha > 0) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  const seen = new Set();
  for (const element of document.querySelectorAll("body *:not(svg):not(svg *)")) {
    const shows = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!shows) continue;
    const [text, back] = [numbers(getComputedStyle(element).color).slice(0, 3), behind(element)];
    const pair = `${text} on ${back}`;
    if (seen.has(pair)) continue;
    seen.add(pair);
    const [low, high] = [luminance(text), luminance(back)].sort((one, other) => one - other);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < 4.5) faults.push(`<${element.tagName} ${element.className}> has a contrast of ${contrast.toFixed(2)}: ${pair}`);
  }
  return faults;
}

async function look(page, path, view, found) {
  const { media, colorScheme, width } = view;
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media, colorScheme });
  const where = `${path.split("/").pop()} ${media} ${colorScheme} ${width}`;
  const ours = [...(await page.evaluate(contrasts)), ...(await page.evaluate(layout))];
  for (const fault of ours) found.wrong.push(`${where}: ${fault}`);
  const results = await page.evaluate(
    (tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations", "incomplete"] }),
    [...MUST, "best-practice"],
  );
  for (const result of results.violations) {
    const list = result.tags.some((tag) => MUST.includes(tag)) ? found.wrong : found.advised;
    list.push(...short(result).map((text) => `${where}: ${text}`));
  }
  for (const result of results.incomplete) found.incomplete.push(...short(result).map((text) => `${where}: ${text}`));
  found.views += 1;
}

(async () => {
  const asked = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
  const found = { views: 0, wrong: [], incomplete: [], advised: [] };
  const root = process.getuid && process.getuid() === 0;
  const browser = await chromium.launch({ executablePath: asked.browser, chromiumSandbox: !root });
  try {
    for (const path of asked.pages) {
      // What is large is looked at from both ends only.
      const large = fs.statSync(path).size > 500000;
      const views = large ? VIEWS.filter(({ width }) => [320, 680, 1280].includes(width)) : VIEWS;
      const page = await browser.newPage();
      await page.goto(`file://${path}`);
      await page.evaluate(axe);
      for (const view of views) await look(page, path, view, found);
      await page.close();
    }
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify(found));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
