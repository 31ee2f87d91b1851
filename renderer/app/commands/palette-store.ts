import { createSpotlight } from '@mantine/spotlight';

/** The command palette's open state, and how to open it. */
export const [paletteStore, commandPalette] = createSpotlight();
