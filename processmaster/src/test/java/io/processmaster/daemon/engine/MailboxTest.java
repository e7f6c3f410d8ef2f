package io.processmaster.daemon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox();
    private final List<String> read = new ArrayList<>();

    private void readAll() throws InterruptedException {
        while (mailbox.hasMail()) {
            mailbox.take(0).forEach(Runnable::run);
        }
    }

    @Test
    void lettersAreReadInTheOrderInWhichTheyCame() throws InterruptedException {
        mailbox.news(() -> read.add("first"));
        assertThat(mailbox.command(() -> read.add("second"))).isTrue();
        mailbox.news(() -> read.add("third"));
        readAll();
        assertThat(read).containsExactly("first", "second", "third");
    }

    @Test
    void tooManyCommandsAreRefusedButNewsNever() throws InterruptedException {
        for (int i = 0; i < Mailbox.MAX_COMMANDS; i++) {
            assertThat(mailbox.command(() -> {})).isTrue();
        }
        assertThat(mailbox.command(() -> read.add("refused"))).isFalse();
        mailbox.news(() -> read.add("news"));
        readAll();
        assertThat(read).containsExactly("news");
        assertThat(mailbox.command(() -> {})).as("there is room again").isTrue();
    }

    @Test
    void anEmptyMailboxWaitsNoLongerThanItIsTold() throws InterruptedException {
        assertThat(mailbox.take(0)).isEmpty();
        assertThat(mailbox.take(1_000)).isEmpty();
        assertThat(mailbox.take(-5)).isEmpty();
    }

    @Test
    void aBatchIsBoundedSoThatTimersAreNotForgotten() throws InterruptedException {
        for (int i = 0; i < 1_500; i++) {
            mailbox.news(() -> {});
        }
        assertThat(mailbox.take(0)).hasSize(1_000);
        assertThat(mailbox.take(0)).hasSize(500);
    }
}
