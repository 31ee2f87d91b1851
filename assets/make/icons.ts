import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../tests/e2e/support/find-browser';
import { icnsOf, icoOf, type Picture } from './containers';

const ASSETS = join(import.meta.dirname, '..');
/** Up to this size the drawing with fewer, thicker parts is used. */
const SMALL = 48;
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
const MAC_SIZES = [32, 64, 128, 256, 512];
/** macOS leaves a margin around the plate of an icon: 824 of 1024 pixels; the drawing has one of 16 of 512 already. */
const MAC_SHARE = 824 / 1024 / (480 / 512);

/** Draws an icon in a browser, which knows the whole of SVG. `share`: how much of the square it fills. */
async function draw(browser: Browser, pixels: number, share = 1): Promise<Picture> {
  const file = pixels <= SMALL ? 'icon-small.svg' : 'icon.svg';
  const svg = readFileSync(join(ASSETS, file)).toString('base64');
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  const side = Math.round(pixels * share);
  const margin = (pixels - side) / 2;
  await page.setContent(
    `<body style="margin:0"><img src="data:image/svg+xml;base64,${svg}" width="${side}" height="${side}" style="display:block;margin:${margin}px"></body>`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return { pixels, png };
}

const drawAll = async (
  browser: Browser,
  sizes: readonly number[],
  share?: number,
): Promise<Picture[]> => {
  const pictures: Picture[] = [];
  for (const size of sizes) pictures.push(await draw(browser, size, share));
  return pictures;
};

/** Writes what the packages of the three systems want beside the drawings. */
export async function writeIcons(): Promise<void> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  try {
    const linux = join(ASSETS, 'icons');
    mkdirSync(linux, { recursive: true });
    for (const { pixels, png } of await drawAll(browser, LINUX_SIZES)) {
      writeFileSync(join(linux, `${pixels}x${pixels}.png`), png);
    }
    writeFileSync(join(ASSETS, 'icon.ico'), icoOf(await drawAll(browser, WINDOWS_SIZES)));
    writeFileSync(join(ASSETS, 'icon.icns'), icnsOf(await drawAll(browser, MAC_SIZES, MAC_SHARE)));
  } finally {
    await browser.close();
  }
}
