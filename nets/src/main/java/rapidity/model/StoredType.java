package rapidity.model;

import java.nio.ByteBuffer;

/// The types of numbers in a safetensors file. All are read, as float64; [#F64] and [#F32] are written.
public enum StoredType {
    F64(8) {
        @Override
        public double read(ByteBuffer b) {
            return b.getDouble();
        }

        @Override
        void write(ByteBuffer b, double value) {
            b.putDouble(value);
        }

        @Override
        void read(ByteBuffer b, double[] into, int from, int n) {
            b.asDoubleBuffer().get(into, from, n);
        }
    },
    F32(4) {
        @Override
        public double read(ByteBuffer b) {
            return b.getFloat();
        }

        @Override
        void write(ByteBuffer b, double value) {
            b.putFloat((float) value);
        }

        @Override
        void read(ByteBuffer b, double[] into, int from, int n) {
            float[] single = new float[n];
            b.asFloatBuffer().get(single);
            for (int i = 0; i < n; i++) {
                into[from + i] = single[i];
            }
        }
    },
    F16(2) {
        @Override
        public double read(ByteBuffer b) {
            return Float.float16ToFloat(b.getShort());
        }
    },
    BF16(2) {
        @Override
        public double read(ByteBuffer b) {
            return Float.intBitsToFloat(b.getShort() << 16);
        }
    },
    /// Beyond 2^53 rounded to float64.
    I64(8) {
        @Override
        public double read(ByteBuffer b) {
            return b.getLong();
        }
    },
    I32(4) {
        @Override
        public double read(ByteBuffer b) {
            return b.getInt();
        }
    },
    I16(2) {
        @Override
        public double read(ByteBuffer b) {
            return b.getShort();
        }
    },
    I8(1) {
        @Override
        public double read(ByteBuffer b) {
            return b.get();
        }
    },
    U8(1) {
        @Override
        public double read(ByteBuffer b) {
            return Byte.toUnsignedInt(b.get());
        }
    },
    BOOL(1) {
        @Override
        public double read(ByteBuffer b) {
            return b.get() == 0 ? 0 : 1;
        }
    };

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    /// Size of one number.
    public int bytes() {
        return bytes;
    }

    /// The next number.
    public abstract double read(ByteBuffer b);

    /// The n numbers from here on.
    void read(ByteBuffer b, double[] into, int from, int n) {
        for (int i = 0; i < n; i++) {
            into[from + i] = read(b);
        }
    }

    void write(ByteBuffer b, double value) {
        throw new IllegalArgumentException("tensors are written as F64 or F32, not as " + this + " (" + value + ")");
    }
}
