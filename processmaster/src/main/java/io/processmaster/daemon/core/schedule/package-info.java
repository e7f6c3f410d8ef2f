/** What a job's schedule asks for, however the wall clock moves. */
package io.processmaster.daemon.core.schedule;
