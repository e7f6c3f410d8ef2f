/** Measures the built daemon from outside; never part of the tests, since a busy host would fail them. */
package io.processmaster.bench;
