/** What a dragged palette entry carries; another program's drag does not have it and is let through. */
export const LAYER_MIME = 'application/x-vanishing-point-layer';
