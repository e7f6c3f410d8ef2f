package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class SvgBarsTest {
    private static final long MILLI = 1_000_000;

    private final Comparison comparison = new Comparison(List.of("one", "other"));

    @Test
    void barsAreAsLongAsTheirValuesWithinTheirPanel() throws Exception {
        comparison.add("stop", Unit.MILLIS, "one", 10 * MILLI);
        comparison.add("stop", Unit.MILLIS, "other", 40 * MILLI);
        comparison.add("memory", Unit.MIB, "one", 64 * 1024);
        comparison.add("memory", Unit.MIB, "other", 32 * 1024);
        NodeList bars = draw().getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(4);
        assertThat(width(bars, 1) / width(bars, 0)).isBetween(3.9, 4.1);
        assertThat(width(bars, 2) / width(bars, 3)).isBetween(1.9, 2.1);
        assertThat(width(bars, 1)).isEqualTo(width(bars, 2));
    }

    @Test
    void everythingIsInsideThePicture() throws Exception {
        for (int row = 0; row < 7; row++) {
            comparison.add("row " + row, Unit.MILLIS, "one", (row + 1) * MILLI);
            comparison.add("row " + row, Unit.MILLIS, "other", 2000 * MILLI);
        }
        Document document = draw();
        String[] box = document.getDocumentElement().getAttribute("viewBox").split(" ", -1);
        NodeList bars = document.getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(14);
        for (int i = 0; i < bars.getLength(); i++) {
            Element bar = (Element) bars.item(i);
            assertThat(number(bar, "x") + number(bar, "width")).isLessThan(Double.parseDouble(box[2]));
            assertThat(number(bar, "y") + number(bar, "height")).isLessThan(Double.parseDouble(box[3]));
        }
    }

    @Test
    void aMissingValueHasItsReasonAndNoBar() throws Exception {
        Comparison ofThree = new Comparison(List.of("one", "other", "third"));
        ofThree.add("a < b & c", Unit.COUNT, "one", 3);
        ofThree.add("a < b & c", Unit.COUNT, "third", 0);
        ofThree.miss("a < b & c", Unit.COUNT, "other", "not installed");
        Document document = draw(ofThree);
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1);
        assertThat(document.getDocumentElement().getTextContent())
                .contains("not installed")
                .contains("a < b & c");
    }

    @Test
    void whatOnlyOneHasIsNoComparison() throws Exception {
        comparison.add("console", Unit.MIB, "one", 70 * 1024);
        assertThat(draw().getDocumentElement().getTextContent()).doesNotContain("console");
    }

    private Document draw() throws Exception {
        return draw(comparison);
    }

    private static Document draw(Comparison comparison) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        SvgBars.draw("title", comparison).getBytes(StandardCharsets.UTF_8)));
    }

    private static double width(NodeList bars, int number) {
        return number((Element) bars.item(number), "width");
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
