package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.time.Moment;

/**
 * What a decision may depend on besides the event.
 *
 * @param life the app's life so far
 * @param rules from its definition
 * @param now the time
 * @param dice 0 (inclusive) to 1 (exclusive); the only chance there is
 */
record Step(AppLife life, Rules rules, Moment now, double dice) {}
