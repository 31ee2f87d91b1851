import { servePageTrainers } from '../app/run/page-trainers';

/** All that the desktop's hidden window is for: a page where trainers find a graphics device. */
servePageTrainers();
