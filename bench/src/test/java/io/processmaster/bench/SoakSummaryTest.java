package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

final class SoakSummaryTest {
    private static final String OF_17 =
            """
            812:
             def new generation   total 2432K, used 1234K [0x00000000f8000000, 0x00000000f82a0000, 0x00000000faaa0000)
              eden space 2176K,  44% used [0x00000000f8000000, 0x00000000f80f3a08, 0x00000000f8220000)
             tenured generation   total 5504K, used 3456K [0x00000000faaa0000, 0x00000000fb000000, 0x0000000100000000)
               the space 5504K,  62% used [0x00000000faaa0000, 0x00000000fae00000, 0x00000000fae00000)
             Metaspace       used 17000K, committed 17344K, reserved 1114112K
              class space    used 2000K, committed 2176K, reserved 1048576K
            """;

    /** An hour in which memory grows by 1 MiB, but for the first quarter, in which it grows by 40. */
    private static List<SoakSample> hour() {
        return LongStream.rangeClosed(0, 360)
                .mapToObj(i -> sample(i * 10, i < 90 ? 40_960 * i / 90 : 40_960 + 1024 * (i * 10) / 3600))
                .toList();
    }

    private static SoakSample sample(long seconds, long resident) {
        OptionalLong live = seconds % 300 == 0 ? OptionalLong.of(2048) : OptionalLong.empty();
        return new SoakSample(seconds, resident, resident, 4096, 8192, live, 20_480, 40, 300, 100, 200, seconds * 100);
    }

    @Test
    void theWarmUpIsNotPartOfTheSlope() {
        String table = new SoakSummary(hour()).markdown();
        assertThat(table)
                .contains("| RSS | 0.0 MiB | 40.3 MiB | 41.0 MiB | 0.0 MiB | 41.0 MiB | +1.00 MiB |")
                .contains(
                        "| heap after a full collection | 2.0 MiB | 2.0 MiB | 2.0 MiB | 2.0 MiB | 2.0 MiB | +0.00 MiB |")
                .contains("| threads | 40 | 40 | 40 | 40 | 40 | +0.00 |")
                .contains("Processor time of the daemon: 10.0 % of one core.");
    }

    @Test
    void aSampleIsReadAsItWasWritten() {
        for (SoakSample sample : hour()) {
            assertThat(SoakSample.of(sample.csv())).isEqualTo(sample);
        }
        assertThat(SoakSample.HEAD.split(",", -1))
                .hasSameSizeAs(sample(0, 0).csv().split(",", -1));
    }

    @Test
    void heapIsTheSumOfItsParts() throws IOException {
        assertThat(HeapFigures.parse(OF_17)).isEqualTo(new HeapFigures(1234 + 3456, 2432 + 5504, 17_000));
    }

    @Test
    void whatIsLeftIsTheTotalOfTheHistogram() throws IOException {
        assertThat(HeapFigures.total(
                        "   1:    240904    27137784  [B (java.base@17.0.15)\nTotal    1117260   10240000\n"))
                .isEqualTo(10_000);
    }

    @Test
    void anotherFormIsToldAndNotTakenForZero() {
        assertThatThrownBy(() -> HeapFigures.parse("812:\n nothing of the kind\n"))
                .hasMessageContaining("not understood");
    }

    @Test
    void thePictureHasEveryPointInsideIt() throws Exception {
        String svg = SoakPlot.draw("a & b", hour());
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        NodeList curves = document.getElementsByTagName("polyline");
        assertThat(curves.getLength()).isEqualTo(10);
        String[] box = document.getDocumentElement().getAttribute("viewBox").split(" ", -1);
        String first = curves.item(0).getAttributes().getNamedItem("points").getNodeValue();
        assertThat(first.split(" ", -1)).hasSize(361).allSatisfy(point -> {
            String[] place = point.split(",", -1);
            assertThat(Double.parseDouble(place[0])).isBetween(0.0, Double.parseDouble(box[2]));
            assertThat(Double.parseDouble(place[1])).isBetween(0.0, Double.parseDouble(box[3]));
        });
    }
}
