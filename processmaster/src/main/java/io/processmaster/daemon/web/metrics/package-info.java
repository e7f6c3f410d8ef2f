/** Numbers for Prometheus and others, at {@code /metrics}. */
package io.processmaster.daemon.web.metrics;
