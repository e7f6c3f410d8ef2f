package io.processmaster.bench;

import java.util.List;

/**
 * The straight line that lies closest to points, by least squares.
 *
 * @param slope how much y grows for each unit of x
 */
record Line(double slope) {
    /** A point of a series. */
    record Point(double x, double y) {}

    /** Through at least two points whose x differ. */
    static Line through(List<Point> points) {
        double x = points.stream().mapToDouble(Point::x).average().orElseThrow();
        double y = points.stream().mapToDouble(Point::y).average().orElseThrow();
        double product =
                points.stream().mapToDouble(p -> (p.x() - x) * (p.y() - y)).sum();
        double square =
                points.stream().mapToDouble(p -> (p.x() - x) * (p.x() - x)).sum();
        if (square == 0) {
            throw new IllegalArgumentException("a line needs two different x");
        }
        return new Line(product / square);
    }
}
