package rapidity.data.format.parquet;

import rapidity.data.format.codec.DamagedBytesException;

/// The head of a page.
///
/// @param kind [#DATA], [#DICTIONARY], [#DATA_V2] or another, which is of no interest
/// @param length the bytes of the head itself
/// @param definitionBytes of definition levels, in version 2
/// @param repetitionBytes of repetition levels, in version 2
/// @param compressed whether the numbers are, in version 2
record PageHead(
        int kind,
        int length,
        int size,
        int storedSize,
        int values,
        int encoding,
        int definitionBytes,
        int repetitionBytes,
        boolean compressed) {
    static final int DATA = 0;
    static final int DICTIONARY = 2;
    static final int DATA_V2 = 3;

    static PageHead read(byte[] bytes, int end) throws DamagedBytesException {
        Thrift in = new Thrift(bytes, 0, end);
        int[] n = {-1, -1, -1, 0, 0, 0, 0, 1};
        in.struct((id, type) -> {
            switch (id) {
                case 1 -> n[0] = in.i32();
                case 2 -> n[1] = in.i32();
                case 3 -> n[2] = in.i32();
                case 5, 7 ->
                    in.struct((field, inner) -> {
                        if (field == 1) {
                            n[3] = in.i32();
                        } else if (field == 2) {
                            n[4] = in.i32();
                        }
                    });
                case 8 -> version2(in, n);
                default -> {}
            }
        });
        return new PageHead(n[0], in.position(), n[1], n[2], n[3], n[4], n[5], n[6], n[7] == 1);
    }

    private static void version2(Thrift in, int[] n) throws DamagedBytesException {
        in.struct((field, type) -> {
            switch (field) {
                case 1 -> n[3] = in.i32();
                case 4 -> n[4] = in.i32();
                case 5 -> n[5] = in.i32();
                case 6 -> n[6] = in.i32();
                case 7 -> n[7] = type == Thrift.TRUE ? 1 : 0;
                default -> {}
            }
        });
    }
}
