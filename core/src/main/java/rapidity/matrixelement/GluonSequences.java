package rapidity.matrixelement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Every ordered list of distinct gluons out of n, in order of increasing length, and how they are made of each other.
///
/// A sequence of length k has 2^k polarisation states; bit j of a state is the state of the j-th gluon *of the
/// sequence*. What belongs to a state lies at slot `firstSlot(s) + h`. The n! sequences of full length, the
/// *orderings*, are worked on one pair of mirror images at a time and share the slots of two sequences.
final class GluonSequences {
    private static final int RADIX = 8;

    private final int gluons;
    private final int[][] letters;
    private final int[] level;
    private final int[] firstSlot;
    private final int[] mirror;
    private final int[][] prefixSet;
    private final int[][] partSlot;
    private final int slots;

    GluonSequences(int gluons) {
        this.gluons = gluons;
        level = new int[gluons + 2];
        letters = words(gluons, level);
        int[] number = new int[key(letters[letters.length - 1], 0, gluons) + 1];
        for (int s = 0; s < letters.length; s++) {
            number[key(letters[s], 0, letters[s].length)] = s;
        }
        mirror = new int[letters.length];
        prefixSet = new int[letters.length][];
        for (int s = 0; s < letters.length; s++) {
            mirror[s] = number[key(reversed(letters[s]), 0, letters[s].length)];
            prefixSet[s] = prefixSets(letters[s]);
        }
        firstSlot = new int[letters.length];
        int next = 0;
        for (int s = 0; s < level[gluons]; s++) {
            firstSlot[s] = next;
            next += states(s);
        }
        for (int s = level[gluons]; s < letters.length; s++) {
            firstSlot[s] = next + (s <= mirror[s] ? 0 : states(s));
        }
        slots = next + (2 << gluons);
        partSlot = new int[letters.length][];
        for (int s = 0; s < letters.length; s++) {
            partSlot[s] = partSlots(letters[s], number);
        }
    }

    private static int[][] words(int gluons, int[] level) {
        List<int[]> all = new ArrayList<>(List.of(new int[0]));
        for (int length = 1; length <= gluons + 1; length++) {
            level[length] = all.size();
            for (int[] shorter : List.copyOf(all.subList(level[length - 1], level[length]))) {
                IntStream.range(0, gluons)
                        .filter(gluon -> Arrays.stream(shorter).noneMatch(g -> g == gluon))
                        .mapToObj(gluon -> IntStream.concat(Arrays.stream(shorter), IntStream.of(gluon))
                                .toArray())
                        .forEach(all::add);
            }
        }
        return all.toArray(int[][]::new);
    }

    /// A number that tells words apart: its letters, counted from 1, as digits.
    private static int key(int[] word, int from, int to) {
        int key = 0;
        for (int place = from; place < to; place++) {
            key = RADIX * key + word[place] + 1;
        }
        return key;
    }

    private static int[] reversed(int[] word) {
        return IntStream.rangeClosed(1, word.length)
                .map(i -> word[word.length - i])
                .toArray();
    }

    private static int[] prefixSets(int[] word) {
        int[] sets = new int[word.length + 1];
        for (int place = 0; place < word.length; place++) {
            sets[place + 1] = sets[place] | (1 << word[place]);
        }
        return sets;
    }

    private int[] partSlots(int[] word, int[] number) {
        int places = word.length + 1;
        int[] slot = new int[places * places];
        for (int from = 0; from < places; from++) {
            for (int to = from; to < places; to++) {
                slot[from * places + to] = firstSlot[number[key(word, from, to)]];
            }
        }
        return slot;
    }

    /// Number of gluons, n.
    int gluons() {
        return gluons;
    }

    /// Number of sequences, the empty one (number 0) included.
    int count() {
        return letters.length;
    }

    /// Number of the first sequence of the given length; sequences of equal length are in lexicographic order.
    int first(int length) {
        return level[length];
    }

    /// The gluons of a sequence, numbered from 0.
    int[] letters(int s) {
        return letters[s].clone();
    }

    int length(int s) {
        return letters[s].length;
    }

    int states(int s) {
        return 1 << letters[s].length;
    }

    /// First slots of all parts of sequence s: the places from..to-1 at `from * (length + 1) + to`. Not to be changed.
    int[] partSlots(int s) {
        return partSlot[s];
    }

    /// Number of the sequence read backwards.
    int mirror(int s) {
        return mirror[s];
    }

    /// The state h of a sequence of the given length, read backwards.
    static int mirrorState(int h, int length) {
        return length == 0 ? 0 : Integer.reverse(h) >>> (32 - length);
    }

    int firstSlot(int s) {
        return firstSlot[s];
    }

    /// Number of slots that arrays over (sequence, state) need.
    int slots() {
        return slots;
    }

    /// The set of gluons of a sequence: bit i for gluon i.
    int set(int s) {
        return prefixSet[s][letters[s].length];
    }

    /// The sets of the first 0, 1, .. gluons of a sequence. Not to be changed.
    int[] prefixSets(int s) {
        return prefixSet[s];
    }

    /// For each state of the ordering s, with bits by place, the same state with bits by gluon.
    int[] statesByGluon(int s) {
        int[] byGluon = new int[states(s)];
        for (int h = 0; h < byGluon.length; h++) {
            for (int place = 0; place < letters[s].length; place++) {
                byGluon[h] |= ((h >> place) & 1) << letters[s][place];
            }
        }
        return byGluon;
    }
}
