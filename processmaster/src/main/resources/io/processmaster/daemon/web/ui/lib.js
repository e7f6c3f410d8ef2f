// The libraries under the names that the pages use.
import { Component, Fragment, h, render } from './vendor/preact.js';
import htm from './vendor/htm.js';

export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from './vendor/hooks.js';
export { Component, Fragment, render };
export const html = htm.bind(h);
