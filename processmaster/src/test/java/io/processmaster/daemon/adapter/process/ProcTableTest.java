package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.port.ProcessRef;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcTableTest {
    private static final String LINE =
            "42 (odd) name (x)) S 1 40 41 0 -1 4194560 1 2 3 4 5 6 7 8 20 -5 1 0 98765 1000 10 18446744073709551615\n";

    private final ProcTable table = new ProcTable();
    private final int self = Math.toIntExact(ProcessHandle.current().pid());

    @Test
    void aNameWithParenthesesDoesNotShiftTheFields() {
        assertThat(ProcStat.parse(LINE)).contains(new ProcStat(42, "odd) name (x)", 'S', 41, -5, 98765));
        assertThat(ProcStat.parse("")).isEmpty();
        assertThat(ProcStat.parse("42 (cut) S 1")).isEmpty();
        assertThat(ProcStat.parse(LINE.replace(" 41 ", " x "))).isEmpty();
    }

    @Test
    void aProcessIsFoundWithItsStart() {
        ProcessRef ref = table.find(self).orElseThrow();
        assertThat(ref.pid()).isEqualTo(self);
        assertThat(ref.startTicks()).isPositive();
        assertThat(table.describe(self).orElseThrow()).matches(".+ \\([A-Z]\\)");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(table.find(Integer.MAX_VALUE)).isEmpty();
        assertThat(table.describe(Integer.MAX_VALUE)).isEmpty();
        assertThat(table.likelyMain(List.of())).isEmpty();
    }

    @Test
    void theOldestIsTheLikelyMainOne() {
        assertThat(table.likelyMain(List.of(Integer.MAX_VALUE, self))
                        .orElseThrow()
                        .pid())
                .isEqualTo(self);
    }

    @Test
    void theInterpreterOfAScriptIsTheFirstWordOfItsFirstLine() {
        assertThat(FirstLine.parse("#!/usr/bin/env python3\nprint()")).contains(new FirstLine("/usr/bin/env", false));
        assertThat(FirstLine.parse("#! /bin/sh -e\n")).contains(new FirstLine("/bin/sh", false));
        assertThat(FirstLine.parse("#!/bin/sh\r\n")).contains(new FirstLine("/bin/sh", true));
        assertThat(FirstLine.parse("\u007fELF")).isEmpty();
        assertThat(FirstLine.parse("#!\n")).isEmpty();
    }
}
