package io.processmaster.common.rpc;

/**
 * One parameter of a method.
 *
 * @param name its key
 * @param type what it takes
 * @param required whether it must be given; a required list must have an element
 * @param least smallest number that is taken; 0 unless a number
 * @param most largest number that is taken; 0 unless a number
 * @param meaning one line for the reference
 */
public record Param(String name, ParamType type, boolean required, long least, long most, String meaning) {
    static Param required(String name, ParamType type, String meaning) {
        return new Param(name, type, true, 0, 0, meaning);
    }

    static Param optional(String name, ParamType type, String meaning) {
        return new Param(name, type, false, 0, 0, meaning);
    }

    static Param count(String name, long least, long most, String meaning) {
        return new Param(name, ParamType.COUNT, false, least, most, meaning);
    }
}
