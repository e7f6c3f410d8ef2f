/** When a job is due: cron expressions, zones and bounds. */
package io.processmaster.common.schedule;
